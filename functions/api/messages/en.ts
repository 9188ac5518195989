import type { ProblemCode } from '../../../shared/domain/errors.ts';
import { isoDate } from '../../../shared/domain/identifiers.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { en } from '../../../shared/showing/messages/en.ts';
import type { PrivateMessages } from './messages.ts';

const fields: { readonly [field: string]: string | undefined } = {
  email: 'Your email address',
  code: 'The code',
  status: 'Progress',
  done: 'What was done',
  evidence: 'Evidence',
  url: 'Web address',
  title: 'Title',
  kind: 'Kind',
  date: 'Date',
  noEvidenceReason: 'Reason',
  completedOn: 'Day of completion',
  difficulties: 'Difficulties',
  note: 'Note',
  expected: 'New date',
  expectedReason: 'Reason for the new date',
  due: 'New date',
  reason: 'Reason',
  name: 'Name',
  until: 'Last day',
};

const required: { readonly [field: string]: string | undefined } = {
  status: 'Choose where the milestone stands.',
  evidence: 'A complete milestone needs one item of evidence, or the reason why there is no public one.',
  difficulties: 'Say a word on the difficulties: it is required for “Not started” and “Limited”.',
};

/** What a field asks for, where its form is not that of a day. */
const malformed: { readonly [field: string]: string | undefined } = {
  email: 'give a full email address, such as name@example.org.',
  name: 'give a name of 200 characters at most.',
};

const dated: readonly string[] = ['expected', 'due'];

/** Why something has no place here; `detail` is a stable code, or what was expected instead. */
function notExpected(field: string, detail: string | undefined): string {
  if (field === 'completedOn') return 'only for a complete milestone. Clear it, or choose “Complete”.';
  if (field === 'expected' && detail === 'elsewhere') return 'it is given elsewhere, by those who may move the deadline.';
  if (field === 'expected') return 'a complete milestone expects no date any more. Clear it.';
  if (field === 'due') return 'this milestone is complete, its deadline moves no more.';
  if (field === 'email' && detail === 'answers-already') return 'this person answers for the milestone already.';
  if (field === 'email' && detail !== undefined) return `only an address that ends like yours, in @${detail}.`;
  return 'this has no place here.';
}

function words(field: string, label: string | null, code: ProblemCode, detail: string | undefined): string {
  const name = label ?? fields[field] ?? field;
  switch (code) {
    case 'required':
      return required[field] ?? `${name}: fill this in.`;
    case 'too-long':
      return `${name}: ${detail ?? ''} characters at most.`;
    case 'too-many':
      return `${name}: ${detail ?? ''} at most.`;
    case 'personal-data':
      return `${name}: this text will be public, take out email addresses and telephone numbers.`;
    case 'forbidden-character':
      return `${name}: this text holds an invisible character that cannot be published. Type it again.`;
    case 'not-a-web-address':
      return `${name}: give a full address that starts with https://, without user name or password.`;
    case 'in-the-future':
      return isoDate.safeParse(detail).success
        ? `${name}: no later than ${dayText(detail ?? '', en)}, the end of the plan.`
        : `${name}: this day has not come yet.`;
    case 'in-the-past':
      return `${name}: this day is past.`;
    case 'not-expected':
      return `${name}: ${notExpected(field, detail)}`;
    case 'malformed':
      if (dated.includes(field) && detail !== undefined) return `${name}: “${detail}” is in no calendar.`;
      return `${name}: ${malformed[field] ?? 'the expected form is 2021-10-31.'}`;
    case 'undated':
      return `${name}: give a day or a month, such as “15 November 2021” or “November 2021”.`;
    case 'unchanged':
      return dated.includes(field) ? `${name}: this is the deadline already.` : `${name}: nothing changes.`;
    case 'taken':
      return `${name}: taken already.`;
    case 'unknown':
      return `${name}: not found.`;
    default:
      return code satisfies never;
  }
}

export const english: PrivateMessages = {
  skip: 'Skip to content',
  privateSide: 'For ministries',
  plans: 'Plans',
  account: 'My account',
  myMilestones: 'My milestones',
  signOut: 'Sign out',
  signedInAs: (name) => `Signed in: ${name}`,
  otherLanguage: 'Français',
  signIn: {
    title: 'Sign in',
    lead: 'Give the address at which you receive reminders. A code of eight characters is sent to it.',
    email: 'Email address',
    emailHint: 'For example name@ministry.example.org',
    send: 'Send me a code',
    codeTitle: 'Enter the code',
    codeLead:
      'If this address belongs to a person in charge, a code has just been sent to it. It is valid for ten minutes, once, in this browser.',
    code: 'Code',
    codeHint: 'Eight characters. Capitals, small letters and spaces make no difference.',
    submit: 'Sign in',
    again: 'Ask for another code',
    refused: 'This code is not valid, or no longer valid. Check it, or ask for another one.',
    malformed: 'Give a full email address, such as name@example.org.',
    noRole: 'This address no longer has a milestone to follow. Write to the plan’s point of contact if this is a mistake.',
  },
  list: {
    title: 'My milestones',
    lead: 'What awaits your answer comes first. What you declare is public.',
    none: 'No milestone is in your hands today.',
    open: 'Open',
    closed: 'Complete or withdrawn',
    deadline: 'Deadline',
    declared: 'Declared by the ministry',
    lastWord: 'Last heard',
    never: 'Never heard',
    answer: 'Declare',
    nothing: 'Nothing to report',
    about: (title) => `: ${title}`,
  },
  form: {
    title: 'Declare progress',
    milestone: 'Milestone',
    published: 'Published deadline',
    revised: 'Revised deadline',
    commitment: 'Commitment',
    publicPage: 'See the public page',
    quick: 'Nothing new?',
    quickLead: 'Say so in one click: it is an answer, and it is dated.',
    quickButton: 'Nothing to report',
    status: 'Where does this milestone stand?',
    completeHint: 'Delivered.',
    statusNeeds: {
      'not-started': 'A word on the difficulties is required.',
      limited: 'A word on the difficulties is required.',
      substantial: '',
      complete: 'Evidence is required, or the reason why there is no public one.',
    },
    done: 'What was done',
    doneHint: 'A few sentences are enough.',
    evidence: 'Evidence',
    evidenceHint: 'Public links that let anyone check. A row left empty does not count.',
    item: (number) => `Evidence ${number}`,
    url: 'Web address',
    urlHint: 'Starts with https://',
    evidenceTitle: 'Title',
    date: 'Date of the document',
    kind: 'Kind',
    choose: 'Choose',
    addRow: 'Add evidence',
    noEvidenceReason: 'No public evidence: reason',
    noEvidenceHint: 'Only for a complete milestone that nothing public testifies to.',
    completedOn: 'Day of completion',
    completedOnHint: 'Only for a complete milestone. Left empty: today.',
    difficulties: 'Difficulties',
    difficultiesHint: 'Required for “Not started” and “Limited”.',
    preview: 'Preview',
    optional: '(optional)',
    publicNotice: 'Everything you write here will be public, without your name. Leave out email addresses and telephone numbers.',
    withdrawn: 'This milestone is withdrawn: the reason is public, and it no longer awaits a declaration.',
  },
  preview: {
    title: 'Check before publishing',
    lead: 'Nothing is saved yet. This is what the public will read.',
    asPublished: 'As the public will see it',
    confirm: 'Confirm and publish',
    edit: 'Change',
  },
  nothing: {
    title: 'Nothing to report',
    lead: 'Nothing is saved yet. By confirming you say that there is nothing new about this milestone. The answer is public and dated; what was declared does not change.',
    note: 'Note',
    noteHint: 'One sentence, if it helps to understand.',
    confirm: 'Confirm: nothing to report',
    back: 'Back to the form',
  },
  saved: {
    title: 'Saved',
    text: (seq) => `Your answer is entry no. ${seq} of the commitment’s log. The public page follows at once.`,
    link: 'See the public page',
    next: 'Your answer is also awaited for:',
    last: 'No other answer is awaited from you today.',
    list: 'Back to my milestones',
    again: 'Add to this answer or correct it',
  },
  stale: {
    title: 'This milestone changed meanwhile',
    lead: 'Someone else wrote while you were filling in this form. Nothing of your text is lost: compare, then preview again.',
    now: 'What is recorded',
    yours: 'What you wrote',
    said: (role, day) => `By the role “${role}”, on ${day}`,
    nothingSaid: 'The ministry has not said anything yet.',
    again: 'Go on with your text',
    revised: 'A new deadline was given.',
    nothingReported: 'Nothing to report.',
  },
  errors: {
    mark: 'Error: ',
    summary: 'To be corrected before you go on',
    problem: ({ field, label, code, detail, item }) =>
      item === null ? words(field, label, code, detail) : `Evidence ${item} – ${words(field, label, code, detail)}`,
    notFound: 'Page not found',
    notFoundText: 'This page does not exist, or it is not in your hands.',
    forbidden: 'Request refused',
    forbiddenText: (address) =>
      `This request does not come from a page of this site, or the page had been open for too long. Nothing was saved. Open ${address} and start again.`,
    malformed: 'Request not understood',
    malformedText: 'This form did not arrive in the expected shape. Nothing was saved.',
    tooLarge: 'Text too long',
    tooLargeText:
      'This request is larger than 64\u00A0kB, or an import than 1.5\u00A0MB. Nothing was saved. Shorten it and try again.',
    signedOut: 'Your session has ended',
    signedOutText: 'Nothing was saved. Copy your text below, sign in, then paste it into the form.',
    signInAgain: 'Sign in',
    yourText: 'What you wrote',
    tooMany: 'Too many requests',
    tooManyText: 'Wait a little, then try again: nothing was saved.',
    busy: 'Many changes at this moment',
    busyText: 'Nothing was saved. Go back and try again in a moment.',
    broken: 'Something went wrong',
    brokenText: (id) => `Nothing that was saved is lost. If it happens again, report this number: ${id}`,
    home: 'Back to my milestones',
  },
};
