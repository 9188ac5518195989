import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { PlanSettings, ReminderPolicy } from '../../domain/plan.ts';

/** What somebody sets of a plan and may set otherwise; whether asks are published is told in sentences. */
type Setting = Exclude<keyof PlanSettings, 'id' | 'titles' | 'publishAsks' | 'reminderPolicy'> | keyof ReminderPolicy;

/** Words of a change of a plan's settings: names as within a sentence, and what values are called. */
export type SettingsWords = {
  readonly name: { readonly [setting in Setting]: string };
  readonly titleIn: (language: string) => string;
  readonly asksHidden: string;
  readonly asksShown: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly hour: (hour: number) => string;
  readonly hours: (opens: number, closes: number) => string;
  readonly approval: { readonly [policy in PlanSettings['approval']]: string };
  readonly signIn: { readonly [rule in PlanSettings['signIn']]: string };
};

export const settingsWords: { readonly [language in InterfaceLanguage]: SettingsWords } = {
  fr: {
    name: {
      country: 'pays (jours fériés)',
      region: 'région (jours fériés)',
      languages: 'langues',
      zone: 'fuseau horaire',
      period: 'période',
      closesOn: 'jour de clôture',
      announcedCommitments: 'engagements annoncés',
      ogpLabel: 'intitulé du PGO',
      fiscalYearStartsInMonth: 'premier mois de l’exercice budgétaire',
      approval: 'confirmation des échéances et des contacts',
      signIn: 'connexion',
      daysBefore: 'jours de rappel avant l’échéance',
      afterDeadline: 'rappel le premier jour ouvré après l’échéance',
      monthlyOverdue: 'rappels mensuels après l’échéance, au plus',
      escalateAfterDays: 'jours de dépassement avant signalement',
      plannedHour: 'heure des rappels',
      window: 'heures d’envoi',
    },
    titleIn: (language) => `titre (${language})`,
    asksHidden: 'les demandes faites aux ministères ne sont plus publiées',
    asksShown: 'les demandes faites aux ministères sont publiées',
    none: 'vide',
    yes: 'oui',
    no: 'non',
    hour: (hour) => `${hour}\u00A0h`,
    hours: (opens, closes) => `de ${opens}\u00A0h à ${closes}\u00A0h`,
    approval: {
      none: 'par une seule personne',
      'second-person': 'par une seconde personne',
      openid: 'par OpenID Connect',
    },
    signIn: { code: 'par code', openid: 'par OpenID Connect' },
  },
  en: {
    name: {
      country: 'country (public holidays)',
      region: 'region (public holidays)',
      languages: 'languages',
      zone: 'time zone',
      period: 'period',
      closesOn: 'closing day',
      announcedCommitments: 'announced commitments',
      ogpLabel: 'OGP label',
      fiscalYearStartsInMonth: 'first month of the fiscal year',
      approval: 'confirmation of deadlines and contacts',
      signIn: 'signing in',
      daysBefore: 'days of reminders before the deadline',
      afterDeadline: 'reminder on the first working day after the deadline',
      monthlyOverdue: 'monthly reminders after the deadline, at most',
      escalateAfterDays: 'days overdue before it is reported',
      plannedHour: 'hour of reminders',
      window: 'hours of sending',
    },
    titleIn: (language) => `title (${language})`,
    asksHidden: 'requests to ministries are no longer published',
    asksShown: 'requests to ministries are published',
    none: 'empty',
    yes: 'yes',
    no: 'no',
    hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
    hours: (opens, closes) => `${String(opens).padStart(2, '0')}:00 to ${String(closes).padStart(2, '0')}:00`,
    approval: { none: 'by one person', 'second-person': 'by a second person', openid: 'by OpenID Connect' },
    signIn: { code: 'by code', openid: 'by OpenID Connect' },
  },
};
