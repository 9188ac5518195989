import type { Temporal } from 'temporal-polyfill';
import { deadlineOf, isOpen, type MilestoneState } from '../domain/commitment.ts';
import { type Contact, holdersOf, type PlanPeople } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { milestoneKeyOf } from '../domain/identifiers.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { CheckFinding } from '../domain/plan-check.ts';
import { readText } from '../domain/text.ts';
import type { CommitmentRecord, PeopleStore, RecordStore } from '../ports.ts';
import type { Draft, DraftCommitment } from '../reading/draft.ts';
import { typeset } from '../reading/messages.ts';
import { checkPlan } from './check-plan.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

type Read = { readonly record: CommitmentRecord; readonly contacts: readonly Contact[] };

/** Which file a commitment was last read from in its own language. */
function sourceOf({ commitment: { state } }: CommitmentRecord) {
  return state.sources.findLast(({ language }) => language === state.language) ?? state.sources[0];
}

function draftOf({ record, contacts }: Read): Draft {
  const { state, milestones } = record.commitment;
  const source = sourceOf(record);
  const own = <Value>(texts: Readonly<{ [language: string]: Value }> | undefined) => texts?.[state.language] ?? null;
  const prose = (field: keyof typeof state.prose) => readText(record.texts, own(state.prose[field]));
  const commitment: DraftCommitment = {
    number: state.number,
    title: own(state.titles) ?? state.number,
    translations: {},
    language: state.language,
    period: state.period,
    leadInstitutions: state.leadInstitutions,
    supportingInstitutions: state.supportingInstitutions,
    contacts: contacts.map(({ name, email, organisation, function: role }) => ({ name, email, organisation, role, phone: null })),
    objective: prose('objective'),
    problem: prose('problem'),
    description: prose('description'),
    contribution: prose('contribution'),
    relevance: prose('relevance'),
    milestones: milestones.map((one) => ({
      title: own(one.titles) ?? milestoneKeyOf(one.id),
      translations: {},
      group: one.group,
      start: one.start,
      due: deadlineOf(one).due,
      line: one.line ?? 1,
    })),
    lines: state.lines,
  };
  return {
    source: source?.name ?? state.id,
    sha256: source?.sha256 ?? '',
    kind: 'commitments',
    commitments: [commitment],
    participation: null,
    document: null,
    proposals: [],
    warnings: [],
    errors: [],
  };
}

type About = Pick<CheckFinding, 'file' | 'line' | 'commitment'>;

function aboutOf(record: CommitmentRecord): About {
  const { number, lines } = record.commitment.state;
  return { file: sourceOf(record)?.name ?? '', line: lines['number'] ?? lines['title'] ?? 1, commitment: number };
}

function titleOf({ commitment: { state } }: CommitmentRecord, milestone: MilestoneState): string {
  return milestone.titles[state.language] ?? milestoneKeyOf(milestone.id);
}

function milestoneFindings(record: CommitmentRecord): CheckFinding[] {
  const about = aboutOf(record);
  return record.commitment.milestones.filter(isOpen).flatMap((milestone): CheckFinding[] => {
    const at = { ...about, line: milestone.line ?? about.line, milestone: milestoneKeyOf(milestone.id) };
    const title = titleOf(record, milestone);
    const { due } = deadlineOf(milestone);
    return [
      ...(due?.ambiguity === undefined
        ? []
        : [
            {
              ...at,
              code: 'ambiguous-date' as const,
              message: {
                fr: `« ${due.text} » peut se lire de deux façons : « ${title} ». Tant que personne n’a choisi, aucun rappel ne part.`,
                en: `“${due.text}” can be read in two ways: “${title}”. Until somebody chooses, no reminder goes out.`,
              },
            },
          ]),
      ...(milestone.missingSince === null
        ? []
        : [
            {
              ...at,
              code: 'missing-milestone' as const,
              message: {
                fr: `La dernière version du document ne mentionne plus ce jalon : « ${title} ». Il reste publié et rappelé.`,
                en: `The latest version of the document no longer mentions this milestone: “${title}”. It stays published, and reminders go on.`,
              },
            },
          ]),
    ];
  });
}

function withoutContact({ record, contacts }: Read): CheckFinding[] {
  if (contacts.length > 0) return [];
  const message = {
    fr: 'Aucun responsable : personne ne reçoit les rappels de cet engagement.',
    en: 'No lead: nobody gets the reminders of this commitment.',
  };
  return [{ ...aboutOf(record), code: 'no-contact', milestone: null, message }];
}

/** What may be true of many commitments at once is said once, with their numbers. */
function together(
  records: readonly CommitmentRecord[],
  code: 'ogp-id' | 'untranslated',
  say: (numbers: string) => CheckFinding['message'],
): CheckFinding[] {
  const [first] = records;
  if (first === undefined) return [];
  const numbers = records.map(({ commitment }) => `#${commitment.state.number}`).join(', ');
  return [{ ...aboutOf(first), code, commitment: null, milestone: null, message: say(numbers) }];
}

/** Codes that several commitments have as verified, each with those commitments. */
function sharedCodes(records: readonly CommitmentRecord[]): readonly (readonly [string, readonly CommitmentRecord[]])[] {
  const codes = new Map<string, CommitmentRecord[]>();
  for (const record of records) {
    const { ogpId } = record.commitment.state;
    if (ogpId?.verified === true) codes.set(ogpId.code, [...(codes.get(ogpId.code) ?? []), record]);
  }
  return [...codes].filter(([, several]) => several.length > 1);
}

const languageNames: { readonly [code: string]: { fr: string; en: string } | undefined } = {
  fr: { fr: 'français', en: 'French' },
  en: { fr: 'anglais', en: 'English' },
};

function wholePlan(records: readonly CommitmentRecord[], { languages }: PlanSettings): CheckFinding[] {
  const unverified = records.filter(({ commitment }) => commitment.state.ogpId?.verified !== true);
  return [
    ...together(unverified, 'ogp-id', (numbers) => ({
      fr: `Code PGO absent ou non vérifié : ${numbers}.`,
      en: `OGP code missing or not verified: ${numbers}.`,
    })),
    ...sharedCodes(records).flatMap(([code, several]) =>
      together(several, 'ogp-id', (numbers) => ({
        fr: `Plusieurs engagements ont le code PGO ${code}\u00A0: ${numbers}. Les données publiées les donnent sous leurs propres identifiants.`,
        en: `Several commitments have the OGP code ${code}: ${numbers}. Published data tells them under their own ids.`,
      })),
    ),
    ...languages.flatMap((language) => {
      const name = languageNames[language] ?? { fr: `langue « ${language} »`, en: `language “${language}”` };
      const lacking = records.filter(({ commitment }) => commitment.state.titles[language] === undefined);
      return together(lacking, 'untranslated', (numbers) => ({
        fr: `Pas de texte officiel en ${name.fr} : ${numbers}. La page montre l’autre langue et le dit.`,
        en: `No official text in ${name.en}: ${numbers}. The page shows the other language and says so.`,
      }));
    }),
  ];
}

function leadsOf(people: PlanPeople, settings: PlanSettings, number: string, at: string): readonly Contact[] {
  const held = holdersOf(people, settings.id, number, 'lead', at).filter(({ milestoneId }) => milestoneId === null);
  return people.contacts.filter(({ id }) => held.some(({ contactId }) => contactId === id));
}

/** What milestones that are over have wrong no longer matters. */
function isStillOpen(records: readonly CommitmentRecord[]): (finding: CheckFinding) => boolean {
  const closed = new Set(
    records.flatMap(({ commitment: { state, milestones } }) =>
      milestones.filter((one) => !isOpen(one)).map(({ id }) => `${state.number} ${milestoneKeyOf(id)}`),
    ),
  );
  return ({ commitment, milestone }) => milestone === null || !closed.has(`${commitment} ${milestone}`);
}

/** Rules for sheets count milestones in the order they are given; the record knows them by their ids. */
function withOwnKeys(records: readonly CommitmentRecord[]): (finding: CheckFinding) => CheckFinding {
  const byNumber = new Map(records.map(({ commitment }) => [commitment.state.number, commitment.milestones]));
  return (finding) => {
    const place = Number(finding.milestone?.slice(1) ?? 0) - 1;
    const found = byNumber.get(finding.commitment ?? '')?.[place];
    return found === undefined ? finding : { ...finding, milestone: milestoneKeyOf(found.id) };
  };
}

/**
 * The check-up of what is in the record now, with the deadlines in force and the people of today: the rules for sheets,
 * and what only a record can lack. Null when there is no such plan.
 */
export async function checkRecord(
  { record, people }: { readonly record: RecordStore; readonly people: PeopleStore },
  { planId, now }: { readonly planId: string; readonly now: Temporal.Instant },
): Promise<readonly CheckFinding[] | null> {
  const [plan, records, known] = await Promise.all([
    record.plan(planId),
    commitmentsOfPlan(record, planId),
    people.peopleOf(planId),
  ]);
  if (plan === null) return null;
  const { settings } = plan.state;
  const at = instantText(now);
  const read = records.map((one) => ({ record: one, contacts: leadsOf(known, settings, one.commitment.state.number, at) }));
  const sheets = checkPlan(read.map(draftOf), { ...settings, policy: settings.reminderPolicy });
  const own = [...read.flatMap(withoutContact), ...records.flatMap(milestoneFindings), ...wholePlan(records, settings)];
  return [
    ...sheets.findings.map(withOwnKeys(records)),
    ...own.map(({ message, ...rest }) => ({ ...rest, message: { fr: typeset(message.fr, 'fr'), en: message.en } })),
  ].filter(isStillOpen(records));
}
