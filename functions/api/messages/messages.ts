import type { ProblemCode } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { DeclarableStatus } from '../../../shared/domain/plan.ts';
import { english } from './en.ts';
import { french } from './fr.ts';

/** A problem to be put into words. */
type ToldProblem = {
  /** The field's last name, without its row: `evidence.0.url` is `url`. */
  readonly field: string;
  /** What the form calls it; null for the fields every form knows. */
  readonly label: string | null;
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  /** Row of a list of evidence, counted from one. */
  readonly item: number | null;
};

/** What the private pages say in one language; labels of facts are those of the public site. */
export type PrivateMessages = {
  readonly skip: string;
  /** Name of the private pages as a whole. */
  readonly privateSide: string;
  readonly plans: string;
  readonly account: string;
  readonly myMilestones: string;
  readonly signOut: string;
  readonly signedInAs: (name: string) => string;
  readonly otherLanguage: string;
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly email: string;
    readonly emailHint: string;
    readonly send: string;
    readonly codeTitle: string;
    readonly codeLead: string;
    readonly code: string;
    readonly codeHint: string;
    readonly submit: string;
    readonly again: string;
    readonly refused: string;
    readonly malformed: string;
    readonly noRole: string;
  };
  readonly list: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly open: string;
    readonly closed: string;
    readonly deadline: string;
    readonly declared: string;
    readonly lastWord: string;
    readonly never: string;
    readonly answer: string;
    readonly nothing: string;
    readonly about: (title: string) => string;
  };
  readonly form: {
    readonly title: string;
    readonly milestone: string;
    readonly published: string;
    readonly revised: string;
    readonly commitment: string;
    readonly publicPage: string;
    readonly quick: string;
    readonly quickLead: string;
    readonly quickButton: string;
    readonly status: string;
    readonly completeHint: string;
    readonly statusNeeds: { readonly [status in DeclarableStatus]: string };
    readonly done: string;
    readonly doneHint: string;
    readonly evidence: string;
    readonly evidenceHint: string;
    readonly item: (number: number) => string;
    readonly url: string;
    readonly urlHint: string;
    readonly evidenceTitle: string;
    readonly date: string;
    readonly kind: string;
    readonly choose: string;
    readonly addRow: string;
    readonly noEvidenceReason: string;
    readonly noEvidenceHint: string;
    readonly completedOn: string;
    readonly completedOnHint: string;
    readonly difficulties: string;
    readonly difficultiesHint: string;
    readonly preview: string;
    readonly optional: string;
    readonly publicNotice: string;
    readonly withdrawn: string;
  };
  readonly preview: {
    readonly title: string;
    readonly lead: string;
    readonly asPublished: string;
    readonly confirm: string;
    readonly edit: string;
  };
  readonly nothing: {
    readonly title: string;
    readonly lead: string;
    readonly note: string;
    readonly noteHint: string;
    readonly confirm: string;
    readonly back: string;
  };
  readonly saved: {
    readonly title: string;
    readonly text: (seq: number) => string;
    readonly link: string;
    /** Before the title of the next milestone that awaits an answer of the same person. */
    readonly next: string;
    /** Nothing more awaits one. */
    readonly last: string;
    readonly list: string;
    /** Over the form, folded away. */
    readonly again: string;
  };
  readonly stale: {
    readonly title: string;
    readonly lead: string;
    readonly now: string;
    readonly yours: string;
    readonly said: (role: string, day: string) => string;
    readonly nothingSaid: string;
    readonly again: string;
    readonly revised: string;
    readonly nothingReported: string;
  };
  readonly errors: {
    /** Before the title of a page that was refused. */
    readonly mark: string;
    readonly summary: string;
    readonly problem: (told: ToldProblem) => string;
    readonly notFound: string;
    readonly notFoundText: string;
    readonly forbidden: string;
    readonly forbiddenText: (address: string) => string;
    readonly malformed: string;
    readonly malformedText: string;
    readonly tooLarge: string;
    readonly tooLargeText: string;
    readonly signedOut: string;
    readonly signedOutText: string;
    readonly signInAgain: string;
    readonly yourText: string;
    readonly tooMany: string;
    readonly tooManyText: string;
    readonly busy: string;
    readonly busyText: string;
    readonly broken: string;
    readonly brokenText: (id: string) => string;
    readonly home: string;
  };
};

const dictionaries: { readonly [language in InterfaceLanguage]: PrivateMessages } = { fr: french, en: english };

export function privateMessages(language: InterfaceLanguage): PrivateMessages {
  return dictionaries[language];
}
