import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';

const listed = (items: readonly string[], and: string): string =>
  `${items.slice(0, -1).join(', ')}${items.length > 1 ? ` ${and} ` : ''}${items.at(-1) ?? ''}`;

const some = (numbers: readonly string[] | null): string =>
  numbers === null
    ? 'de tous les engagements'
    : `${numbers.length === 1 ? 'de l’engagement' : 'des engagements'} ${listed(numbers, 'et')}`;

const french = {
  title: 'Mes rappels',
  /** For whoever comes by the link of a mail. */
  linkTitle: 'Régler ou arrêter vos rappels',
  saved: 'C’est fait',
  done: {
    tuned: 'Vos réglages sont enregistrés. Ils valent dès le prochain courriel.',
    stopped: 'Plus aucun rappel ne partira à votre adresse.',
    resumed: 'Les rappels vous sont envoyés de nouveau.',
  },
  changed: {
    title: 'Rien n’a été rétabli',
    text: 'Les envois à votre adresse ont échoué, ou un rappel a été signalé comme indésirable\u00A0: le point de contact du plan doit d’abord vérifier votre adresse.',
  },
  state: {
    sent: 'Les rappels partent à votre adresse.',
    paused: (day: string) => `En pause\u00A0: aucun rappel ne part avant la fin du ${day}.`,
    stopped: {
      unsubscribed: (day: string) => `Vos rappels sont arrêtés, à votre demande, depuis le ${day}.`,
      bounced: (day: string) => `Vos rappels sont arrêtés\u00A0: votre adresse est en erreur depuis le ${day}.`,
      complained: (day: string) => `Vos rappels sont arrêtés depuis le ${day}, après un signalement comme indésirables.`,
    },
  },
  /** Where neither roles nor plans can be read: days are not told, for want of a time zone. */
  unread: {
    sent: 'Vos réglages ne peuvent pas être affichés pour le moment. Vous pouvez arrêter vos rappels.',
    stopped: 'Vos rappels sont arrêtés.',
  },
  why: {
    title: 'Pourquoi vous en recevez',
    titleStopped: 'Ce que vous receviez, et pourquoi',
    none: 'Aucun de vos rôles ne donne lieu à des rappels.',
    lead: (numbers: readonly string[] | null) => `Vous répondez ${some(numbers)}.`,
    deputy: (numbers: readonly string[] | null) => `Vous suppléez la personne qui répond ${some(numbers)}.`,
    colleague: (milestone: string) => `Un jalon vous est confié\u00A0: ${milestone}.`,
    milestone: (key: string, number: string) => `${key} de l’engagement #${number}`,
    poc: 'Vous coordonnez ce plan\u00A0: vous apprenez ce qui reste sans réponse et ce qui change.',
  },
  tune: {
    title: 'Choisir ce que vous recevez',
    before: 'Avant une échéance',
    beforeHint: 'Sans aucune case cochée, rien ne part avant l’échéance. Les rappels d’une échéance dépassée restent toujours.',
    daysBefore: (days: number) => (days === 1 ? 'La veille' : `${days}\u00A0jours avant`),
    frequency: 'Fréquence',
    frequencies: { 'as-due': 'Au jour de chaque rappel', weekly: 'Une fois par semaine, le lundi' },
    frequencyHints: {
      'as-due': 'Au plus un courriel par jour.',
      weekly: 'Ce qui ne peut pas attendre part à son jour\u00A0: la veille d’une échéance et le premier jour après elle.',
    },
    language: 'Langue de vos courriels et de vos pages',
    names: { fr: 'Français', en: 'English (anglais)' },
    pause: 'En pause jusqu’au, ce jour compris',
    pauseHint:
      'Un an au plus. Laissez vide pour ne pas faire de pause. Pendant une pause, vos rappels vont à la suppléance ou, à défaut, au point de contact.',
    pauseHintByLink:
      'Trente et un jours au plus par ce lien. Laissez vide pour ne pas faire de pause. Pendant une pause, vos rappels vont à la suppléance ou, à défaut, au point de contact.',
    pauseLonger: 'Pour une pause plus longue, connectez-vous',
    save: 'Enregistrer ces réglages',
  },
  stop: {
    title: 'Arrêter',
    lead: 'Vous ne recevrez plus aucun rappel. Votre rôle ne change pas\u00A0: vous pouvez toujours vous connecter et déclarer. Votre suppléance et le point de contact du plan en sont avertis, s’ils reçoivent les courriels.',
    button: 'Arrêter les rappels',
    done: 'Les rappels sont arrêtés',
    doneText:
      'Plus aucun rappel ne partira à votre adresse. Votre rôle ne change pas\u00A0: vous pouvez toujours vous connecter et déclarer.',
    lift: 'Pour les rétablir, connectez-vous',
    byPoc: 'Le point de contact du plan peut les rétablir.',
  },
  resume: { title: 'Rétablir', lead: 'Les rappels à venir vous seront de nouveau envoyés.', button: 'Rétablir les rappels' },
  labels: {
    daysBefore: 'Avant une échéance',
    frequency: 'La fréquence',
    language: 'La langue',
    pauseUntil: 'La fin de la pause',
  },
  problems: {
    malformed: 'Fin de la pause\u00A0: choisissez un jour, comme 2021-12-31.',
    past: 'Fin de la pause\u00A0: ce jour est passé.',
    far: 'Fin de la pause\u00A0: choisissez un jour dans un an au plus. Pour plus longtemps, arrêtez les rappels.',
    farByLink: 'Fin de la pause\u00A0: par ce lien, trente et un jours au plus. Pour plus longtemps, connectez-vous.',
    tooManyDays: (most: string) => `Avant une échéance\u00A0: cochez ${most}\u00A0jours au plus, ou tous.`,
    otherDays: 'Avant une échéance\u00A0: le plan ne propose plus ces jours. Choisissez parmi ceux qui sont affichés.',
  },
};

export type ReminderWords = typeof french;

const someEnglish = (numbers: readonly string[] | null): string =>
  numbers === null ? 'every commitment' : `${numbers.length === 1 ? 'commitment' : 'commitments'} ${listed(numbers, 'and')}`;

const english: ReminderWords = {
  title: 'My reminders',
  linkTitle: 'Change or stop your reminders',
  saved: 'Done',
  done: {
    tuned: 'Your choices are saved. They hold from the next mail on.',
    stopped: 'No more reminders will be sent to your address.',
    resumed: 'Reminders are sent to you again.',
  },
  changed: {
    title: 'Nothing was changed',
    text: 'Mail to your address failed, or a reminder was reported as unwanted: the plan’s point of contact has to check your address first.',
  },
  state: {
    sent: 'Reminders are sent to your address.',
    paused: (day) => `Paused: no reminder is sent before the end of ${day}.`,
    stopped: {
      unsubscribed: (day) => `Your reminders have been stopped, at your request, since ${day}.`,
      bounced: (day) => `Your reminders are stopped: your address has been failing since ${day}.`,
      complained: (day) => `Your reminders have been stopped since ${day}, after a report as unwanted mail.`,
    },
  },
  unread: {
    sent: 'Your choices cannot be shown at the moment. You can stop your reminders.',
    stopped: 'Your reminders are stopped.',
  },
  why: {
    title: 'Why you receive them',
    titleStopped: 'What you used to receive, and why',
    none: 'None of your roles comes with reminders.',
    lead: (numbers) => `You answer for ${someEnglish(numbers)}.`,
    deputy: (numbers) => `You stand in for the person who answers for ${someEnglish(numbers)}.`,
    colleague: (milestone) => `A milestone is in your hands: ${milestone}.`,
    milestone: (key, number) => `${key} of commitment #${number}`,
    poc: 'You coordinate this plan: you hear of what stays without an answer and of what changes.',
  },
  tune: {
    title: 'Choose what you receive',
    before: 'Before a deadline',
    beforeHint: 'With no box ticked, nothing is sent before the deadline. Reminders of a deadline that is over always stay.',
    daysBefore: (days) => (days === 1 ? 'The day before' : `${days} days before`),
    frequency: 'How often',
    frequencies: { 'as-due': 'On the day of each reminder', weekly: 'Once a week, on Monday' },
    frequencyHints: {
      'as-due': 'One mail a day at most.',
      weekly: 'What cannot wait is sent on its day: the day before a deadline and the first day after it.',
    },
    language: 'Language of your mails and pages',
    names: { fr: 'Français (French)', en: 'English' },
    pause: 'Paused until, that day included',
    pauseHint:
      'One year at most. Leave it empty for no pause. During a pause your reminders go to your deputy, else to the point of contact.',
    pauseHintByLink:
      'Thirty-one days at most by this link. Leave it empty for no pause. During a pause your reminders go to your deputy, else to the point of contact.',
    pauseLonger: 'For a longer pause, sign in',
    save: 'Save these choices',
  },
  stop: {
    title: 'Stop',
    lead: 'You will receive no more reminders. Your role does not change: you can still sign in and declare. Your deputy and the plan’s point of contact are told, if they receive mail.',
    button: 'Stop reminders',
    done: 'Reminders are stopped',
    doneText: 'No more reminders will be sent to your address. Your role does not change: you can still sign in and declare.',
    lift: 'To have them sent again, sign in',
    byPoc: 'The plan’s point of contact can have them sent again.',
  },
  resume: { title: 'Send again', lead: 'Reminders to come will be sent to you again.', button: 'Send reminders again' },
  labels: {
    daysBefore: 'Before a deadline',
    frequency: 'How often',
    language: 'The language',
    pauseUntil: 'The end of the pause',
  },
  problems: {
    malformed: 'End of the pause: choose a day, such as 2021-12-31.',
    past: 'End of the pause: that day is over.',
    far: 'End of the pause: choose a day one year away at most. For longer, stop the reminders.',
    farByLink: 'End of the pause: thirty-one days at most by this link. For longer, sign in.',
    tooManyDays: (most) => `Before a deadline: tick ${most} days at most, or all of them.`,
    otherDays: 'Before a deadline: the plan no longer offers these days. Choose among those shown.',
  },
};

const dictionaries: { readonly [language in InterfaceLanguage]: ReminderWords } = { fr: french, en: english };

/** Words of the pages on which a person tunes, pauses and stops their reminders. */
export function reminderWords(language: InterfaceLanguage): ReminderWords {
  return dictionaries[language];
}
