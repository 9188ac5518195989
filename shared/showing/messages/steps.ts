import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { ProcessStep } from '../../domain/plan.ts';

/** Words for the dated steps of a participation process. */
type StepMessages = {
  readonly title: string;
  readonly kind: Readonly<Record<ProcessStep['kind'], string>>;
  /** Each kind of step happens in its own way. */
  readonly held: Readonly<Record<ProcessStep['kind'], string>>;
  readonly announced: Readonly<Record<ProcessStep['kind'], string>>;
  readonly unknown: string;
  readonly undated: string;
  readonly owed: string;
  readonly notOwed: string;
  /** The days held where the published words alone do not tell them. */
  readonly retained: { readonly one: (day: string) => string; readonly from: (day: string) => string };
};

/** French and English, one shape. */
export const stepMessages: Readonly<Record<InterfaceLanguage, StepMessages>> = {
  fr: {
    title: 'Étapes',
    kind: {
      call: 'appel',
      consultation: 'concertation',
      workshop: 'atelier',
      'working-group': 'groupe de travail',
      deliverable: 'livrable',
      roadmap: 'feuille de route',
    },
    held: {
      call: 'ouvert',
      consultation: 'tenue',
      workshop: 'tenu',
      'working-group': 'constitué',
      deliverable: 'remis',
      roadmap: 'publiée',
    },
    announced: {
      call: 'annoncé',
      consultation: 'annoncée',
      workshop: 'annoncé',
      'working-group': 'annoncé',
      deliverable: 'attendu',
      roadmap: 'annoncée',
    },
    unknown: 'suite non connue',
    undated: 'sans date',
    owed: 'suite attendue',
    notOwed: 'aucune suite due, selon la coordination',
    retained: { one: (day) => `date retenue\u00A0: ${day}`, from: (day) => `date retenue\u00A0: à partir du ${day}` },
  },
  en: {
    title: 'Steps',
    kind: {
      call: 'call',
      consultation: 'consultation',
      workshop: 'workshop',
      'working-group': 'working group',
      deliverable: 'deliverable',
      roadmap: 'roadmap',
    },
    held: {
      call: 'opened',
      consultation: 'held',
      workshop: 'held',
      'working-group': 'set up',
      deliverable: 'delivered',
      roadmap: 'published',
    },
    announced: {
      call: 'announced',
      consultation: 'announced',
      workshop: 'announced',
      'working-group': 'announced',
      deliverable: 'expected',
      roadmap: 'announced',
    },
    unknown: 'outcome not known',
    undated: 'no date',
    owed: 'follow-up awaited',
    notOwed: 'no follow-up owed, says the coordination',
    retained: { one: (day) => `counted as ${day}`, from: (day) => `counted from ${day}` },
  },
};
