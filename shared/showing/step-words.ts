import type { InterfaceLanguage } from '../domain/identifiers.ts';

const words = {
  fr: {
    daysBefore: (days: number) => (days === 1 ? 'la veille' : `${days}\u00A0jours avant`),
    '+1wd': 'après l’échéance',
    overdue: 'dépassée, rappel mensuel',
    escalation: 'sans réponse',
    'catch-up': 'déjà passée',
    changed: 'échéance modifiée',
    'campaign-open': 'ouverture de la campagne',
    campaign: (days: number) => `${days}\u00A0jours avant la fin de la campagne`,
    told: 'à savoir',
    stopped: 'quelqu’un n’est plus joint par courriel',
  },
  en: {
    daysBefore: (days: number) => (days === 1 ? 'the day before' : `${days} days before`),
    '+1wd': 'after the deadline',
    overdue: 'overdue, monthly',
    escalation: 'no answer',
    'catch-up': 'already past',
    changed: 'deadline changed',
    'campaign-open': 'campaign opens',
    campaign: (days: number) => `${days} days before the campaign ends`,
    told: 'for information',
    stopped: 'mail no longer reaches somebody',
  },
} as const;

/** A reminder's step in words: `-30` is "30 days before". */
export function stepWords(step: string, language: InterfaceLanguage): string {
  const say = words[language];
  const days = /^-(\d+)$/.exec(step)?.[1];
  if (days !== undefined) return say.daysBefore(Number(days));
  if (step === '+1wd' || step === 'escalation' || step === 'catch-up' || step === 'campaign-open') return say[step];
  const beforeClosing = /^campaign-(\d+)$/.exec(step)?.[1];
  if (beforeClosing !== undefined) return say.campaign(Number(beforeClosing));
  if (step.startsWith('overdue-')) return say.overdue;
  if (step.startsWith('notice-')) return say.told;
  if (step.startsWith('stopped-')) return say.stopped;
  return step.startsWith('deadline-changed-') ? say.changed : step;
}
