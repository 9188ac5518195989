import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

const plural = (count: number, one: string, many: string): string => `${count}\u00A0${count < 2 ? one : many}`;

const french = {
  crumbs: 'Fil d’Ariane',
  plans: 'Plans',
  list: {
    title: 'Mes plans',
    all: 'Tous les plans',
    none: 'Aucun plan pour l’instant.',
    add: 'Créer un plan',
    caption: 'Plans que vous coordonnez, avec leur période et l’état des rappels',
    plan: 'Plan',
    period: 'Période',
    mail: 'Rappels',
    on: (day: string) => `activés depuis le ${day}`,
    off: 'désactivés',
    over: 'plan terminé',
  },
  overview: {
    saved: 'C’est enregistré',
    started: 'Le plan est créé. Vous en êtes le point de contact. Aucun courriel ne part avant que vous activiez les rappels.',
    edited: (seq: number) => `Les réglages sont modifiés\u00A0: c’est l’entrée n°\u00A0${seq} du journal public du plan.`,
    imported: (changed: number, contacts: number, proposals: number) =>
      `L’import est enregistré\u00A0: ${[
        plural(changed, 'élément nouveau ou modifié', 'éléments nouveaux ou modifiés'),
        ...(contacts === 0 ? [] : [plural(contacts, 'personne à confirmer', 'personnes à confirmer')]),
        ...(proposals === 0 ? [] : [plural(proposals, 'proposition à examiner', 'propositions à examiner')]),
      ].join(', ')}.`,
    today: 'À faire aujourd’hui',
    nothing: 'Rien ne vous attend.',
    others: (count: number) => plural(count, 'autre', 'autres'),
    importFirst: {
      link: 'Importer les fiches du plan',
      text: 'Le plan n’a encore aucun engagement.',
    },
    importing: {
      link: 'Voir l’import',
      text: 'Un import a été interrompu\u00A0: le site public attend. Relisez un fichier pour qu’il se termine.',
    },
    confirm: {
      link: (count: number) => `Confirmer ${plural(count, 'personne', 'personnes')}`,
      text: (names: string) => `${names}. Sans confirmation, aucun rappel ne part.`,
    },
    leaderless: {
      link: (count: number) => `Désigner qui répond de ${plural(count, 'engagement', 'engagements')}`,
      text: (numbers: string) =>
        `Sans responsable\u00A0: ${numbers}. Leurs rappels vont à la suppléance ou, à défaut, au point de contact.`,
    },
    unreached: {
      link: (count: number) =>
        `Voir ${plural(count, 'personne que les courriels n’atteignent pas', 'personnes que les courriels n’atteignent pas')}`,
      stopped: (name: string, day: string) => `${name}\u00A0: arrêt demandé le ${day}`,
      bounced: (name: string, day: string) => `${name}\u00A0: adresse en erreur depuis le ${day}`,
      complained: (name: string, day: string) => `${name}\u00A0: courriel signalé comme indésirable le ${day}`,
      paused: (name: string, day: string) => `${name}\u00A0: en pause jusqu’au ${day}`,
    },
    proposals: {
      link: (count: number) => `Examiner ${plural(count, 'proposition', 'propositions')}`,
      text: 'Des dates lues dans vos documents. Rien n’en est public tant que vous ne les avez pas confirmées.',
    },
    approvals: {
      link: (count: number) => `Confirmer ${plural(count, 'changement', 'changements')}`,
      text: 'Une seconde personne doit confirmer.',
      mine: (count: number) =>
        `${plural(count, 'changement que vous avez proposé attend', 'changements que vous avez proposés attendent')} quelqu’un d’autre`,
    },
    mailOff: {
      link: 'Relire et activer les rappels',
      ready: 'Tout est prêt. Vous lirez d’abord ce qui partira.',
      missing: (what: string) => `Il manque\u00A0: ${what}.`,
      people: 'Il reste à confirmer les personnes.',
    },
    missing: {
      mailbox: 'l’adresse qui reçoit les réponses',
      poc: 'un point de contact',
      commitments: 'les engagements',
      leads: (numbers: string) => `un responsable pour ${numbers}`,
    },
    silent: {
      link: (count: number) => `Voir ${plural(count, 'jalon dépassé sans réponse', 'jalons dépassés sans réponse')}`,
      people: (names: string) => `Demandé à\u00A0: ${names}.`,
      nobody: 'personne de joignable par courriel',
    },
    campaign: {
      link: (id: string) => `Confirmer la campagne ${id}`,
      text: (opens: string, closes: string) => `Du ${opens} au ${closes}.`,
    },
    standing: 'Où en est le plan',
    period: 'Période',
    periodDays: (from: string, to: string) => `du ${from} au ${to}`,
    closed: (day: string) => `Clos le ${day}`,
    content: 'Contenu',
    contentText: (commitments: number, milestones: number) =>
      `${plural(commitments, 'engagement', 'engagements')}, ${plural(milestones, 'jalon', 'jalons')}`,
    mail: 'Rappels',
    mailOn: (day: string) => `Activés depuis le ${day}`,
    mailOffText: 'Désactivés\u00A0: personne ne reçoit de rappel',
    gateOff: 'L’envoi est fermé pour toute cette installation.',
    gateSandbox: 'Cette installation est en essai\u00A0: aucun courriel ne sort.',
    breaker: 'L’envoi est suspendu pour toute cette installation, jusqu’à une intervention.',
    next: 'Prochains courriels',
    nextNone: 'Aucun n’est prévu.',
    nextMail: (day: string, name: string, milestones: number, inCampaign: number) =>
      `${day}, à ${name} (${[
        ...(milestones > 0 ? [plural(milestones, 'jalon', 'jalons')] : []),
        ...(inCampaign > 0 ? [`${plural(inCampaign, 'engagement', 'engagements')} en campagne`] : []),
      ].join(', ')})`,
    nextNote: 'si personne ne répond d’ici là',
    campaigns: 'Campagne',
    campaignOpen: (id: string, closes: string) => `${id}, ouverte jusqu’au ${closes}`,
    campaignAhead: (id: string, opens: string) => `${id}, ouvre le ${opens}`,
    campaignWaiting: (id: string) => `${id}, à confirmer`,
    campaignNone: 'Aucune en cours',
    lastImport: 'Dernier import',
    lastRun: 'Dernier passage du calendrier',
    never: 'pas encore',
    followed: (count: number) => `${plural(count, 'engagement', 'engagements')}\u00A0: échéances, journal, corrections`,
    sections: 'Tout le plan',
    publicPage: 'Page publique du plan',
    links: {
      people: 'Personnes et adresse de réponse',
      import: 'Importer des fiches ou des documents',
      proposals: 'Propositions',
      approvals: 'Changements à confirmer',
      mail: 'Rappels\u00A0: relire, activer, arrêter',
      silent: 'Sans réponse',
      campaigns: 'Campagnes',
      check: 'Bilan de relecture',
      meetings: 'Réunions',
      processes: 'Participation',
      documents: 'Documents cités',
      settings: 'Réglages',
      log: 'Journal du plan',
      export: 'Tout exporter',
    },
  },
  check: {
    title: 'Bilan de relecture',
    lead: 'Ce que les textes importés disent, ou ne disent pas. Rien n’est un reproche\u00A0; rien n’est corrigé à votre place.',
    clean: 'Rien à signaler.',
    empty: 'Rien n’est encore importé.',
    whole: 'Tout le plan',
    caption: (of: string) => `Constats\u00A0: ${of}`,
    found: 'Constat',
    where: 'Où',
    line: (file: string, line: number) => `${file}, ligne ${line}`,
    milestone: (key: string) => `jalon ${key}`,
    rehearsal: 'Relire les courriels qui partiraient',
    import: 'Importer une version corrigée',
    people: 'Voir les personnes',
  },
};

/** Words of the pages on which a coordinator finds, makes and sets a plan. */
export type PlanWords = typeof french;

const count = (n: number, one: string, many: string): string => `${n}\u00A0${n === 1 ? one : many}`;

const english: PlanWords = {
  crumbs: 'Breadcrumb',
  plans: 'Plans',
  list: {
    title: 'My plans',
    all: 'All plans',
    none: 'No plan yet.',
    add: 'Create a plan',
    caption: 'Plans you coordinate, with their period and whether reminders are on',
    plan: 'Plan',
    period: 'Period',
    mail: 'Reminders',
    on: (day) => `on since ${day}`,
    off: 'off',
    over: 'plan over',
  },
  overview: {
    saved: 'Saved',
    started: 'The plan is created. You are its point of contact. No mail goes out before you switch reminders on.',
    edited: (seq) => `The settings are changed: this is entry no. ${seq} of the plan’s public log.`,
    imported: (changed, contacts, proposals) =>
      `The import is saved: ${[
        count(changed, 'item new or changed', 'items new or changed'),
        ...(contacts === 0 ? [] : [count(contacts, 'person to confirm', 'people to confirm')]),
        ...(proposals === 0 ? [] : [count(proposals, 'proposal to review', 'proposals to review')]),
      ].join(', ')}.`,
    today: 'To do today',
    nothing: 'Nothing is waiting for you.',
    others: (n) => count(n, 'other', 'others'),
    importFirst: { link: 'Import the plan’s fact sheets', text: 'The plan has no commitment yet.' },
    importing: {
      link: 'See the import',
      text: 'An import was interrupted, and the public site waits for it. Read a file again and it will finish.',
    },
    confirm: {
      link: (n) => `Confirm ${count(n, 'person', 'people')}`,
      text: (names) => `${names}. No reminder leaves before you confirm.`,
    },
    leaderless: {
      link: (n) => `Name who answers for ${count(n, 'commitment', 'commitments')}`,
      text: (numbers) =>
        `Without a responsible person: ${numbers}. Their reminders go to the deputy, else to the point of contact.`,
    },
    unreached: {
      link: (n) => `See ${count(n, 'person whom mail does not reach', 'people whom mail does not reach')}`,
      stopped: (name, day) => `${name}: asked to stop on ${day}`,
      bounced: (name, day) => `${name}: address failing since ${day}`,
      complained: (name, day) => `${name}: mail reported as unwanted on ${day}`,
      paused: (name, day) => `${name}: paused until ${day}`,
    },
    proposals: {
      link: (n) => `Review ${count(n, 'proposal', 'proposals')}`,
      text: 'Dates read in your documents. Nothing of them is public before you confirm them.',
    },
    approvals: {
      link: (n) => `Confirm ${count(n, 'change', 'changes')}`,
      text: 'A second person must confirm.',
      mine: (n) => `${count(n, 'change you proposed is', 'changes you proposed are')} waiting for somebody else`,
    },
    mailOff: {
      link: 'Read and switch reminders on',
      ready: 'Everything is ready. You will first read what is going to be sent.',
      missing: (what) => `Still missing: ${what}.`,
      people: 'The people are still to be confirmed.',
    },
    missing: {
      mailbox: 'the mailbox for answers',
      poc: 'a point of contact',
      commitments: 'the commitments',
      leads: (numbers) => `a lead for ${numbers}`,
    },
    silent: {
      link: (n) => `See ${count(n, 'overdue milestone without an answer', 'overdue milestones without an answer')}`,
      people: (names) => `Asked: ${names}.`,
      nobody: 'nobody whom mail reaches',
    },
    campaign: { link: (id) => `Confirm campaign ${id}`, text: (opens, closes) => `From ${opens} to ${closes}.` },
    standing: 'Where the plan stands',
    period: 'Period',
    periodDays: (from, to) => `from ${from} to ${to}`,
    closed: (day) => `Closed on ${day}`,
    content: 'Content',
    contentText: (commitments, milestones) =>
      `${count(commitments, 'commitment', 'commitments')}, ${count(milestones, 'milestone', 'milestones')}`,
    mail: 'Reminders',
    mailOn: (day) => `On since ${day}`,
    mailOffText: 'Off: nobody gets a reminder',
    gateOff: 'Mail is shut for this whole installation.',
    gateSandbox: 'This installation is a trial: no mail leaves it.',
    breaker: 'Mail is stopped for this whole installation until somebody sees to it.',
    next: 'Next mails',
    nextNone: 'None is planned.',
    nextMail: (day, name, milestones, inCampaign) =>
      `${day}, to ${name} (${[
        ...(milestones > 0 ? [count(milestones, 'milestone', 'milestones')] : []),
        ...(inCampaign > 0 ? [`${count(inCampaign, 'commitment', 'commitments')} in a campaign`] : []),
      ].join(', ')})`,
    nextNote: 'unless they answer before',
    campaigns: 'Campaign',
    campaignOpen: (id, closes) => `${id}, open until ${closes}`,
    campaignAhead: (id, opens) => `${id}, opens on ${opens}`,
    campaignWaiting: (id) => `${id}, to be confirmed`,
    campaignNone: 'None under way',
    lastImport: 'Last import',
    lastRun: 'Last run of the calendar',
    never: 'not yet',
    followed: (count) => `${plural(count, 'commitment', 'commitments')}: deadlines, log, corrections`,
    sections: 'The whole plan',
    publicPage: 'The plan’s public page',
    links: {
      people: 'People and mailbox for answers',
      import: 'Import fact sheets or documents',
      proposals: 'Proposals',
      approvals: 'Changes to confirm',
      mail: 'Reminders: read, switch on or off',
      silent: 'Without an answer',
      campaigns: 'Campaigns',
      check: 'Check-up',
      meetings: 'Meetings',
      processes: 'Participation',
      documents: 'Cited documents',
      settings: 'Settings',
      log: 'The plan’s log',
      export: 'Export everything',
    },
  },
  check: {
    title: 'Check-up',
    lead: 'What the imported texts say, or do not say. None of it is a reproach; nothing is corrected in your place.',
    clean: 'Nothing to point out.',
    empty: 'Nothing is imported yet.',
    whole: 'The whole plan',
    caption: (of) => `Findings: ${of}`,
    found: 'Finding',
    where: 'Where',
    line: (file, line) => `${file}, line ${line}`,
    milestone: (key) => `milestone ${key}`,
    rehearsal: 'Read the mails that would go out',
    import: 'Import a corrected version',
    people: 'See the people',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: PlanWords } = { fr: french, en: english };

export function planWords(language: InterfaceLanguage): PlanWords {
  return dictionaries[language];
}
