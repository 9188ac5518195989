import type { MailMessages } from './mail-fr.ts';

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

const listed = (items: readonly string[]) =>
  `${items.slice(0, -1).join(', ')}${items.length > 1 ? ' and ' : ''}${items.at(-1) ?? ''}`;

const asked = { lead: 'Responsible role asked', deputy: 'Deputy asked', poc: 'Point of contact asked' };

/** Everything a mail says in English. */
export const mailEn: MailMessages = {
  colon: ': ',
  semicolon: '; ',
  quoted: (text) => `“${text}”`,
  endOfMonth: (month) => `end of ${month}`,
  subject: (section, due) =>
    ({
      changed: `Deadline moved, ${due}`,
      overdue: `Overdue, ${due}`,
      'catch-up': `Overdue, ${due}`,
      unanswered: `No answer, due ${due}`,
      coming: `Due ${due}`,
      campaign: `Progress report by ${due}`,
    })[section],
  milestones: (count) => many(count, 'milestone', 'milestones'),
  commitments: (count) => many(count, 'commitment', 'commitments'),
  counted: (section, count) =>
    ({
      changed: many(count, 'deadline moved', 'deadlines moved'),
      overdue: many(count, 'overdue', 'overdue'),
      'catch-up': many(count, 'overdue', 'overdue'),
      unanswered: many(count, 'without an answer', 'without an answer'),
      coming: many(count, 'coming up', 'coming up'),
      campaign: many(count, 'progress report asked for', 'progress reports asked for'),
    })[section],
  heading: {
    changed: ['Deadline moved', 'Deadlines moved'],
    overdue: ['Overdue', 'Overdue'],
    'catch-up': ['Already past its deadline', 'Already past their deadlines'],
    unanswered: ['Overdue, and no answer yet', 'Overdue, and no answer yet'],
    coming: ['Coming up', 'Coming up'],
    campaign: ['Progress report asked for', 'Progress reports asked for'],
    told: ['For your information', 'For your information'],
  },
  explained: {
    changed: 'The expected date has changed. The published date stays beside it.',
    overdue: 'This does not mean that nothing was done: please say how things stand.',
    'catch-up': 'Reminders for this plan have just started: please say what has become of what was due.',
    unanswered: 'No answer has come since the deadline. This message is sent to you only once.',
    coming: '',
    campaign:
      'A campaign of the plan asks how each commitment stands. “Nothing to report” on a single one of its milestones is enough of an answer.',
  },
  explainedToPoc: {
    changed: 'The expected date has changed. The published date stays beside it.',
    overdue: 'This does not mean that nothing was done.',
    'catch-up': 'Reminders for this plan have just started.',
    unanswered: 'No answer has come since the deadline. This message is sent to you only once.',
    coming: '',
    campaign: 'A campaign of the plan asks how each commitment stands.',
  },
  standIn: {
    unreachable: (numbers) =>
      `${numbers.length === 0 ? 'The' : `For ${listed(numbers)}, the`} responsible role cannot be reached by mail (stopped, bounced or reported): this reminder comes to you as point of contact. Confirm or replace the person responsible.`,
    again: (numbers) =>
      `${numbers.length === 0 ? 'The' : `For ${listed(numbers)}, the`} responsible role could not be reached by mail when this reminder fell due, and can be now: it came to you as point of contact. Pass it on, they did not get it.`,
    paused: (numbers) =>
      `${numbers.length === 0 ? 'The' : `For ${listed(numbers)}, the`} person responsible paused their reminders: this one comes to you as point of contact, while the pause lasts.`,
    pausedToDeputy: (numbers) =>
      `${numbers.length === 0 ? 'The' : `For ${listed(numbers)}, the`} person responsible paused their reminders: this one comes to you as deputy, while the pause lasts.`,
    vacant: (numbers) =>
      `${numbers.length === 0 ? 'Nobody' : `For ${listed(numbers)}, nobody`} is confirmed as responsible: this reminder comes to you as point of contact. Name or confirm the person responsible.`,
    vacantToDeputy: (numbers) =>
      `${numbers.length === 0 ? 'Nobody' : `For ${listed(numbers)}, nobody`} is confirmed as responsible: this reminder comes to you as deputy.`,
  },
  more: (count) => `… and ${count === 1 ? 'one more milestone' : `${count} more milestones`}, to be seen online.`,
  hello: 'Hello,',
  sender: {
    ofPlan: (service, plan, site) => `${service} is the public record of the plan “${plan}”, at ${site}.`,
    alone: (service, site) => `${service} is a public record of commitments, at ${site}.`,
  },
  repeat: 'You may have received this message already: its first sending was not confirmed.',
  commitment: (number) => `Commitment ${number}`,
  deadline: 'Deadline',
  day: (day) => `, that is ${day} inclusive`,
  inclusive: ' inclusive',
  since: (day) => `Overdue since ${day}`,
  inDays: (days) => `Due ${days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days}\u00A0days`}`,
  lastAsked: (role, day) => `${asked[role]} on ${day}, without an answer`,
  neverAsked: 'No question on record between the deadline and today: check who answers for this commitment',
  first: (text) => `First published as: ${text}`,
  declared: 'Declared by the ministry',
  nothingDeclared: 'Nothing declared so far',
  status: {
    'not-started': 'not started',
    limited: 'limited',
    substantial: 'substantial',
    complete: 'complete',
    withdrawn: 'withdrawn',
  },
  whyYou: {
    lead: 'Why you: you answer for this commitment',
    deputy: 'Why you: you stand in for the person who answers for this commitment',
    poc: 'Why you: you coordinate this plan',
  },
  answerBy: (day) => `An answer is expected by ${day} at the latest`,
  openParts: 'Milestones still open',
  answerOne: 'Say how this milestone stands',
  answerMany: 'Say how these milestones stand',
  seeOne: 'See this milestone',
  seeMany: 'See these milestones',
  openOwn: 'Open your milestones',
  seePublic: 'See the public page',
  seeSilent: 'See who has not answered',
  quick: 'Half a minute is enough, and “Nothing to report” is an answer too.',
  isPublic: 'This page is public: there is no need to sign in.',
  noSecret: 'This link holds no password: a code will be sent to this address to sign you in.',
  why: (role, numbers, plan) => {
    const some = numbers.length === 1 ? 'commitment' : 'commitments';
    const which = `${some} ${listed(numbers)}`;
    const you = {
      lead: `answer for ${which} of the plan`,
      deputy: `stand in for the person who answers for ${which} of the plan`,
      poc: 'coordinate the plan',
    }[role];
    return `You receive this message because you ${you} “${plan}”.`;
  },
  asked: 'The public page says on which date the ministry was asked, and names nobody.',
  reply: 'A reply to this message goes to the plan’s point of contact.',
  publicPage: 'Public page',
  calendar: 'Calendar (.ics)',
  attached: 'The deadlines of this message are attached, for your calendar.',
  calendarName: 'deadlines.ics',
  stop: 'Change or stop these reminders',
  state: (time, zone) => `State of the record on ${time} (${zone}).`,
  head: (plan, hash) => `Fingerprint of the record ${plan}: ${hash}`,
  code: {
    subject: (service, plan) => `Your ${service} sign-in code${plan === null ? '' : `: ${plan}`}`,
    heading: 'Your sign-in code',
    minutes: (minutes) => `It works once within ${minutes} minutes, in the browser that asked for it.`,
    ignore: 'You did not ask for it? Ignore this message: nobody can sign in by your address without this code.',
  },
  farewell: {
    subject: (service) => `Your address in ${service} was changed`,
    heading: 'Your address was changed',
    role: (role, plan) =>
      `You received the mail of the role “${role}” in the plan “${plan}” here. It goes to another address from now on.`,
    ask: (mailbox) => `If that is not as it should be, write to ${mailbox}. This is the last message sent to this address.`,
  },
};
