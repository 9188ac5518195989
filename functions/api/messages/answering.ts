import type { AskedGroup } from '../../../shared/domain/asked-of-me.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

/** What the pages of a ministry's side say beyond the form itself: the list, drafts, a moved deadline, handing on. */
export type AnsweringMessages = {
  readonly list: {
    readonly groups: { readonly [group in AskedGroup]: string };
    /** Between two reasons. */
    readonly separator: string;
    readonly draft: (name: string | null, day: string) => string;
    readonly ownDraft: (day: string) => string;
    readonly handedOn: (name: string | null, day: string | null) => string;
    readonly asked: (days: string) => string;
    readonly overdue: (day: string) => string;
    readonly answered: (day: string, on: string) => string;
    readonly due: (day: string) => string;
    readonly undated: string;
    readonly complete: string;
    readonly withdrawn: string;
    readonly asDeputy: string;
    readonly asColleague: (day: string | null) => string;
    readonly approvals: (count: number) => string;
    readonly plans: string;
    readonly confirm: string;
    readonly assess: {
      readonly title: string;
      readonly lead: string;
      readonly none: string;
      readonly standing: string;
    };
  };
  readonly expected: {
    readonly title: string;
    readonly label: string;
    readonly hint: string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly elsewhere: string;
    readonly ofTheLead: string;
  };
  readonly draft: {
    /** Null where nobody is named, as in a remembered browser. */
    readonly title: (name: string | null) => string;
    readonly savedOn: (time: string) => string;
    readonly lead: string;
    readonly outdated: string;
    readonly discard: string;
    readonly discarded: string;
    readonly changed: string;
    readonly changedLead: string;
    readonly now: string;
    readonly nobody: string;
    readonly save: string;
    readonly previewTitle: string;
    readonly previewLead: string;
    readonly saved: string;
    readonly savedText: string;
    readonly notice: string;
    readonly ownTitle: string;
    readonly nothingLead: string;
    readonly nothing: string;
  };
  readonly held: {
    readonly mine: (day: string | null) => string;
    readonly by: (name: string | null, day: string | null) => string;
    readonly publishes: string;
    readonly drafts: string;
  };
  readonly more: {
    readonly title: string;
    readonly deadline: string;
    readonly handOn: string;
    readonly takeBack: string;
    readonly withdraw: string;
    readonly log: string;
  };
  readonly deadline: {
    readonly title: string;
    readonly lead: string;
    readonly due: string;
    readonly dueHint: string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly inForce: string;
    readonly second: string;
    readonly propose: string;
    readonly proposeLead: string;
    readonly proposed: string;
    readonly proposedText: string;
    readonly waiting: string;
    readonly waitingBy: (name: string, day: string) => string;
    readonly waitingMine: (day: string) => string;
    readonly confirmers: string;
    readonly noConfirmer: string;
    readonly approvals: string;
    readonly back: string;
    readonly staleLead: string;
  };
  readonly withdraw: {
    readonly title: string;
    readonly warning: string;
    readonly final: string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly confirm: string;
    readonly back: string;
  };
  readonly handOn: {
    readonly title: string;
    readonly lead: string;
    readonly email: string;
    readonly emailHint: (domain: string) => string;
    readonly name: string;
    readonly nameHint: string;
    readonly until: string;
    readonly untilHint: (day: string | null) => string;
    readonly how: string;
    readonly drafts: string;
    readonly draftsHint: string;
    readonly publishes: string;
    readonly publishesHint: string;
    readonly notice: string;
    readonly submit: string;
    readonly done: string;
    readonly doneText: string;
    readonly takenBack: string;
    readonly takenBackText: string;
    readonly takeBack: string;
    readonly takeBackLead: string;
    readonly already: string;
    readonly alreadyText: string;
    readonly notHeld: string;
    readonly closed: string;
    readonly back: string;
  };
};

const fr: AnsweringMessages = {
  list: {
    groups: {
      awaits: 'Votre réponse est attendue',
      'due-soon': 'Échéance proche',
      later: 'Plus tard',
      closed: 'Réalisés ou retirés',
    },
    separator: '\u00A0; ',
    draft: (name, day) => `brouillon${name === null ? '' : ` de ${name}`} à confirmer (${day})`,
    ownDraft: (day) => `votre brouillon du ${day} attend la confirmation du responsable`,
    handedOn: (name, day) => `confié à ${name ?? 'un collègue'}${day === null ? '' : ` jusqu’au ${day}`}`,
    asked: (days) => `demandé ${days}, sans réponse`,
    overdue: (day) => `échéance dépassée, c’était le ${day}`,
    answered: (day, on) => `échéance du ${day} passée, répondu le ${on}`,
    due: (day) => `échéance le ${day}`,
    undated: 'sans échéance datée',
    complete: 'réalisé',
    withdrawn: 'retiré',
    asDeputy: 'Vous en assurez la suppléance.',
    asColleague: (day) => (day === null ? 'Il vous est confié.' : `Il vous est confié jusqu’au ${day}.`),
    approvals: (count) =>
      count < 2 ? 'Un changement attend votre confirmation' : `${count} changements attendent votre confirmation`,
    plans: 'Voir les plans que vous coordonnez',
    confirm: 'Lire et confirmer',
    assess: {
      title: 'Engagements à évaluer',
      lead: 'Ouvrez un engagement pour y reporter votre évaluation publiée.',
      none: 'Aucune évaluation inscrite',
      standing: 'Évaluation inscrite',
    },
  },
  expected: {
    title: 'Une nouvelle date\u00A0?',
    label: 'Nouvelle date attendue',
    hint: 'Un jour ou un mois, comme «\u00A015\u00A0novembre 2021\u00A0» ou «\u00A0novembre 2021\u00A0». L’échéance publiée reste affichée.',
    reason: 'Motif de la nouvelle date',
    reasonHint: 'Demandé avec une nouvelle date. Il est public.',
    elsewhere: 'Dans ce plan, une nouvelle date se donne sur une page à part.',
    ofTheLead: 'Seule la personne responsable peut donner une nouvelle date.',
  },
  draft: {
    title: (name) => (name === null ? 'Brouillon d’un collègue' : `Brouillon de ${name}`),
    savedOn: (time) => `Enregistré le ${time}.`,
    lead: 'Voici ce que le public lira si vous le confirmez. Vous pouvez aussi le reprendre dans le formulaire ci-dessous.',
    outdated: 'Ce jalon a changé depuis ce brouillon\u00A0: comparez avec ce qui est enregistré, puis prévisualisez.',
    discard: 'Écarter ce brouillon',
    discarded: 'Le brouillon est écarté.',
    changed: 'Le brouillon a changé entre-temps',
    changedLead:
      'Un brouillon a été enregistré ou écarté pendant que vous remplissiez ce formulaire. Rien n’est publié ni perdu\u00A0: comparez, puis continuez.',
    now: 'Le brouillon enregistré',
    nobody: 'Il n’y a plus de brouillon.',
    save: 'Enregistrer le brouillon',
    previewTitle: 'Vérifier avant de transmettre',
    previewLead: 'Rien n’est encore enregistré. Voici ce que le public lira une fois votre réponse confirmée.',
    saved: 'Votre brouillon est enregistré',
    savedText: 'La personne responsable le voit et peut le confirmer. Rien n’est encore public.',
    notice: 'Votre réponse attend la confirmation de la personne responsable. Elle est publiée ensuite, sans votre nom.',
    ownTitle: 'Votre brouillon',
    nothingLead:
      'Rien n’est encore enregistré. Vous proposez de dire qu’il n’y a rien de nouveau sur ce jalon\u00A0; la personne responsable le confirme.',
    nothing: 'Rien à signaler',
  },
  held: {
    mine: (day) => (day === null ? 'Ce jalon vous est confié.' : `Ce jalon vous est confié jusqu’au ${day}.`),
    by: (name, day) => `Confié à ${name ?? 'un collègue'}${day === null ? '' : ` jusqu’au ${day}`}.`,
    publishes: 'Ses réponses sont publiées aussitôt.',
    drafts: 'Ses réponses attendent votre confirmation.',
  },
  more: {
    title: 'Autres démarches',
    deadline: 'Déplacer l’échéance',
    handOn: 'Confier à un collègue',
    takeBack: 'Reprendre ce jalon',
    withdraw: 'Retirer ce jalon',
    log: 'Journal de l’engagement',
  },
  deadline: {
    title: 'Déplacer l’échéance',
    lead: 'L’échéance publiée reste affichée\u00A0; la nouvelle date et son motif s’y ajoutent. Tout est public.',
    due: 'Nouvelle date',
    dueHint: 'Un jour ou un mois, comme «\u00A015\u00A0novembre 2021\u00A0» ou «\u00A0novembre 2021\u00A0».',
    reason: 'Motif',
    reasonHint: 'Une phrase suffit. Elle est publique.',
    inForce: 'Échéance retenue',
    second: 'Dans ce plan, une seconde personne confirme\u00A0: rien n’est publié avant.',
    propose: 'Proposer cette date',
    proposeLead: 'Rien n’est encore enregistré. Voici ce que le public lira une fois la date confirmée par une seconde personne.',
    proposed: 'La date est proposée',
    proposedText: 'Elle sera publiée quand une autre personne l’aura confirmée.',
    waiting: 'Date à confirmer',
    waitingBy: (name, day) => `Proposée par ${name} le ${day}.`,
    waitingMine: (day) => `Vous l’avez proposée le ${day}.`,
    confirmers: 'Peuvent la confirmer\u00A0:',
    noConfirmer: 'Personne d’autre ne peut la confirmer aujourd’hui\u00A0: écrivez au point de contact du plan.',
    approvals: 'Voir les changements en attente',
    back: 'Revenir au jalon',
    staleLead:
      'Quelqu’un d’autre a écrit pendant que vous remplissiez ce formulaire. Comparez, puis recommencez si la date reste juste.',
  },
  withdraw: {
    title: 'Retirer ce jalon',
    warning: 'En le retirant, le ministère dit en public qu’il renonce à ce jalon.',
    final:
      'Plus aucune réponse ni aucun rappel ne suivra. Seule une correction, publique elle aussi, peut revenir sur ce retrait.',
    reason: 'Motif',
    reasonHint: 'Il est public.',
    confirm: 'Retirer ce jalon',
    back: 'Ne rien retirer',
  },
  handOn: {
    title: 'Confier à un collègue',
    lead: 'Votre collègue répond de ce jalon, et de lui seul, jusqu’au jour que vous choisissez. Vous en restez responsable et pouvez le reprendre à tout moment.',
    email: 'Adresse électronique du collègue',
    emailHint: (domain) => `Une adresse qui finit par @${domain}`,
    name: 'Nom du collègue',
    nameHint: 'Il n’est pas publié.',
    until: 'Jusqu’au',
    untilHint: (day) => (day === null ? 'Ce jour compris.' : `Ce jour compris, au plus tard le ${day}.`),
    how: 'Sa réponse',
    drafts: 'attend votre confirmation',
    draftsHint: 'Rien n’est publié sans vous.',
    publishes: 'est publiée aussitôt',
    publishesHint: 'Vous la lirez sur la page publique.',
    notice:
      'Le public lira que ce jalon est confié à un collègue, dans quel service et jusqu’à quand. Ni nom ni adresse ne sont publiés.',
    submit: 'Confier ce jalon',
    done: 'Le jalon est confié',
    doneText:
      'Envoyez cette adresse à votre collègue. Elle ne contient aucun secret\u00A0: on s’y connecte par un code reçu par courriel.',
    takenBack: 'Le jalon est repris',
    takenBackText: 'Votre collègue n’y a plus accès. S’il restait un brouillon, il est sur la page du jalon.',
    takeBack: 'Reprendre ce jalon',
    takeBackLead: 'Votre collègue n’y aura plus accès, à l’instant même. Son brouillon restera visible pour vous.',
    already: 'Ce jalon est déjà confié',
    alreadyText: 'Un jalon n’est confié qu’à une personne à la fois. Reprenez-le d’abord pour le confier à quelqu’un d’autre.',
    notHeld: 'Ce jalon n’est confié à personne.',
    closed: 'Ce plan est terminé\u00A0: ses jalons ne se confient plus.',
    back: 'Revenir au jalon',
  },
};

const en: AnsweringMessages = {
  list: {
    groups: {
      awaits: 'Your answer is awaited',
      'due-soon': 'Due soon',
      later: 'Later',
      closed: 'Complete or withdrawn',
    },
    separator: '; ',
    draft: (name, day) => `draft${name === null ? '' : ` by ${name}`} to confirm (${day})`,
    ownDraft: (day) => `your draft of ${day} waits for the lead to confirm it`,
    handedOn: (name, day) => `handed to ${name ?? 'a colleague'}${day === null ? '' : ` until ${day}`}`,
    asked: (days) => `asked ${days}, no answer`,
    overdue: (day) => `overdue, it was due on ${day}`,
    answered: (day, on) => `due on ${day}, answered on ${on}`,
    due: (day) => `due on ${day}`,
    undated: 'no dated deadline',
    complete: 'complete',
    withdrawn: 'withdrawn',
    asDeputy: 'You are its deputy.',
    asColleague: (day) => (day === null ? 'It was handed to you.' : `It was handed to you until ${day}.`),
    approvals: (count) =>
      count < 2 ? 'One change waits for you to confirm it' : `${count} changes wait for you to confirm them`,
    plans: 'See the plans you coordinate',
    confirm: 'Read and confirm',
    assess: {
      title: 'Commitments to assess',
      lead: 'Open a commitment to record your published assessment.',
      none: 'No assessment recorded',
      standing: 'Assessment recorded',
    },
  },
  expected: {
    title: 'A new date?',
    label: 'New expected date',
    hint: 'A day or a month, such as “15 November 2021” or “November 2021”. The published deadline stays on the page.',
    reason: 'Reason for the new date',
    reasonHint: 'Asked for with a new date. It is public.',
    elsewhere: 'In this plan a new date is given on a page of its own.',
    ofTheLead: 'Only the lead can give a new date.',
  },
  draft: {
    title: (name) => `Draft by ${name ?? 'a colleague'}`,
    savedOn: (time) => `Saved on ${time}.`,
    lead: 'This is what the public will read if you confirm it. You can also take it up in the form below.',
    outdated: 'This milestone has changed since the draft: compare it with what is recorded, then preview.',
    discard: 'Put this draft aside',
    discarded: 'The draft was put aside.',
    changed: 'The draft has changed meanwhile',
    changedLead:
      'A draft was saved or put aside while you filled in this form. Nothing is published and nothing is lost: compare, then go on.',
    now: 'The draft as saved',
    nobody: 'There is no draft any more.',
    save: 'Save the draft',
    previewTitle: 'Check before you hand it over',
    previewLead: 'Nothing is saved yet. This is what the public will read once your answer is confirmed.',
    saved: 'Your draft is saved',
    savedText: 'The lead sees it and can confirm it. Nothing is public yet.',
    notice: 'Your answer waits for the lead to confirm it. It is published then, without your name.',
    ownTitle: 'Your draft',
    nothingLead: 'Nothing is saved yet. You propose to say that there is nothing new about this milestone; the lead confirms it.',
    nothing: 'Nothing to report',
  },
  held: {
    mine: (day) => (day === null ? 'This milestone was handed to you.' : `This milestone was handed to you until ${day}.`),
    by: (name, day) => `Handed to ${name ?? 'a colleague'}${day === null ? '' : ` until ${day}`}.`,
    publishes: 'Their answers are published at once.',
    drafts: 'Their answers wait for you to confirm them.',
  },
  more: {
    title: 'What else you can do',
    deadline: 'Move the deadline',
    handOn: 'Hand on to a colleague',
    takeBack: 'Take this milestone back',
    withdraw: 'Withdraw this milestone',
    log: 'Log of the commitment',
  },
  deadline: {
    title: 'Move the deadline',
    lead: 'The published deadline stays on the page; the new date and its reason are added. All of it is public.',
    due: 'New date',
    dueHint: 'A day or a month, such as “15 November 2021” or “November 2021”.',
    reason: 'Reason',
    reasonHint: 'One sentence is enough. It is public.',
    inForce: 'Deadline in force',
    second: 'In this plan a second person confirms: nothing is published before.',
    propose: 'Propose this date',
    proposeLead: 'Nothing is saved yet. This is what the public will read once a second person has confirmed the date.',
    proposed: 'The date is proposed',
    proposedText: 'It will be published once another person has confirmed it.',
    waiting: 'Date to be confirmed',
    waitingBy: (name, day) => `Proposed by ${name} on ${day}.`,
    waitingMine: (day) => `You proposed it on ${day}.`,
    confirmers: 'It can be confirmed by:',
    noConfirmer: 'Nobody else can confirm it today: write to the plan’s point of contact.',
    approvals: 'See the changes that wait',
    back: 'Back to the milestone',
    staleLead: 'Somebody else wrote while you filled in this form. Compare, then start again if the date is still right.',
  },
  withdraw: {
    title: 'Withdraw this milestone',
    warning: 'By withdrawing it, the ministry says in public that it gives this milestone up.',
    final: 'No answer and no reminder will follow. Only a correction, public as well, can undo a withdrawal.',
    reason: 'Reason',
    reasonHint: 'It is public.',
    confirm: 'Withdraw this milestone',
    back: 'Withdraw nothing',
  },
  handOn: {
    title: 'Hand on to a colleague',
    lead: 'Your colleague answers for this milestone, and for no other, until the day you choose. You stay responsible and can take it back at any time.',
    email: 'The colleague’s email address',
    emailHint: (domain) => `An address that ends in @${domain}`,
    name: 'The colleague’s name',
    nameHint: 'It is not published.',
    until: 'Until',
    untilHint: (day) => (day === null ? 'This day included.' : `This day included, no later than ${day}.`),
    how: 'Their answer',
    drafts: 'waits for you to confirm it',
    draftsHint: 'Nothing is published without you.',
    publishes: 'is published at once',
    publishesHint: 'You will read it on the public page.',
    notice:
      'The public will read that this milestone was handed to a colleague, in which unit and until when. No name and no address is published.',
    submit: 'Hand this milestone on',
    done: 'The milestone is handed on',
    doneText: 'Send this address to your colleague. It holds no secret: one signs in with a code sent by mail.',
    takenBack: 'The milestone is taken back',
    takenBackText: 'Your colleague has no access to it any more. If there was a draft, it is on the page of the milestone.',
    takeBack: 'Take this milestone back',
    takeBackLead: 'Your colleague loses access to it at once. Their draft stays where you can see it.',
    already: 'This milestone is handed on already',
    alreadyText: 'Only one person at a time can hold it. Take it back first to hand it to somebody else.',
    notHeld: 'Nobody holds this milestone in your place.',
    closed: 'This plan is over: its milestones are no longer handed on.',
    back: 'Back to the milestone',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: AnsweringMessages } = { fr, en };

export function answeringMessages(language: InterfaceLanguage): AnsweringMessages {
  return dictionaries[language];
}
