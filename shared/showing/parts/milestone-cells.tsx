import { deadlineOf, declaredStatusOf, lastDeclared, type MilestoneState } from '../../domain/commitment.ts';
import { completedOn, overdueSince, positionOf, slippageOf } from '../../domain/position.ts';
import { readText, type Texts } from '../../domain/text.ts';
import { shownEvidence } from '../changes.ts';
import { dayText, readingOf } from '../dates.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import { declarationOf } from '../milestone-facts.ts';
import { plainText } from '../plain-text.ts';
import { statusCodes } from '../verdict.ts';
import { dayOf } from '../view.ts';
import { EvidenceList } from './evidence-list.tsx';
import { DeclaredMark, PositionMark, positionLabel, StatusMark } from './marks.tsx';
import { Paragraphs, Published, Words } from './words.tsx';

type Props = { readonly milestone: MilestoneState; readonly language: string; readonly m: Messages };

type DeadlineProps = Props & {
  readonly texts: Texts;
  /** Whether the published words stand there in every language. */
  readonly isEvidence?: boolean;
};

/** The published deadline in its own words, then the day held; what it was before, and every move with its reason. */
export const DeadlineCell = ({ milestone, language, texts, isEvidence = false, m }: DeadlineProps) => {
  const { due } = milestone.published;
  const moved = slippageOf(milestone);
  const inForce = deadlineOf(milestone);
  const revision = milestone.revisions.find(({ seq }) => seq === inForce.seq);
  const reason = revision === undefined ? null : (readText(texts, revision.reason) ?? m.change.redactedText);
  return (
    <>
      {due === null ? (
        <p>{m.deadline.none}</p>
      ) : (
        <p>
          <strong>
            <Published date={due} language={language} isEvidence={isEvidence} m={m} />
          </strong>
          <span class="reading">
            <Words of={readingOf(due, m)} />
          </span>
        </p>
      )}
      {moved !== null && (
        <p class="revised">
          <Words
            of={(moved.to > moved.from ? m.deadline.revised : m.deadline.broughtForward)(
              dayText(moved.from, m),
              dayText(moved.to, m),
            )}
          />
        </p>
      )}
      {moved === null && revision !== undefined && revision.due.to !== null && (
        <p class="revised">
          <Words of={m.deadline.dated(dayText(revision.due.to, m))} />
        </p>
      )}
      {reason !== null && (
        <div class="reason">
          <p class="quiet">{m.declared.reason}</p>
          <Paragraphs of={{ text: plainText(reason), language }} m={m} />
        </div>
      )}
      {milestone.missingSince !== null && <p class="quiet">{m.deadline.missing}</p>}
    </>
  );
};

/** `isExplained`: with the meaning of the word, unless a table says it once for all its rows. */
type Explained = Omit<Props, 'language'> & { readonly isExplained?: boolean };

/** A milestone done without evidence: the usual meaning of the word would not be true of it. */
function isBare(milestone: MilestoneState): boolean {
  return declaredStatusOf(milestone) === 'complete' && declarationOf(milestone)?.evidence.length === 0;
}

/** Nothing is declared of it any more: that nothing ever was would not be true. */
function isUndone(milestone: MilestoneState): boolean {
  return (
    declaredStatusOf(milestone) === null &&
    milestone.words.some(({ said }) => said.kind !== 'nothing-to-report' && said.kind !== 'deadline-revised')
  );
}

/** What is told of a milestone of which the usual meaning of its status would not be true; null for all others. */
function otherMeaning(milestone: MilestoneState, m: Messages): string | null {
  if (isBare(milestone)) return m.declared.completeWithoutEvidence;
  return isUndone(milestone) ? m.declared.undone : null;
}

type DeclaredProps = Explained & {
  readonly zone: string;
  /** The milestone's page, where that is another one: it tells why it was withdrawn. */
  readonly href?: string;
};

/** What the ministry declared and when. */
export const DeclaredCell = ({ milestone, zone, isExplained = true, href, m }: DeclaredProps) => {
  const status = declaredStatusOf(milestone);
  const declared = lastDeclared(milestone);
  const means = otherMeaning(milestone, m) ?? (isExplained ? m.declared.sentence[status ?? 'none'] : null);
  return (
    <>
      <p>
        <DeclaredMark status={status} m={m} />
      </p>
      {(means !== null || declared !== null) && (
        <p class="quiet">
          {means}
          {means !== null && declared !== null && ' '}
          {declared !== null && <Words of={m.declared.on(dayText(dayOf(declared.at, zone), m))} />}
          {status === 'withdrawn' && href !== undefined && (
            <>
              {' '}
              <a href={`${href}#word`}>{m.declared.reason}</a>
            </>
          )}
        </p>
      )}
    </>
  );
};

/** What the words in a table's rows mean, each once. */
export const Meanings = ({ milestones, asOf, m }: { milestones: readonly MilestoneState[]; asOf: string; m: Messages }) => {
  const told = new Set(milestones.filter((one) => otherMeaning(one, m) === null).map((one) => declaredStatusOf(one) ?? 'none'));
  const isOneUnheard = milestones.some((one) => positionOf(one, asOf) === 'overdue' && declaredStatusOf(one) === null);
  return (
    <ul class="meanings quiet">
      {statusCodes
        .filter((code) => told.has(code))
        .map((code) => (
          <li>
            <StatusMark status={code}>{m.declared.label[code]}</StatusMark>
            {m.colon}
            {lowerFirst(m.declared.sentence[code])}
          </li>
        ))}
      {isOneUnheard && (
        <li>
          <PositionMark position="overdue" m={m} />
          {m.colon}
          {lowerFirst(m.position.notNothing)}
        </li>
      )}
    </ul>
  );
};

const lowerFirst = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** Where it stands in time. "Overdue" alone never says that nothing was done. */
export const PositionCell = ({ milestone, asOf, isExplained = true, m }: Explained & { asOf: string }) => {
  const position = positionOf(milestone, asOf);
  const since = overdueSince(milestone, asOf);
  const delivered = completedOn(milestone);
  return (
    <>
      <p>
        <PositionMark position={position} label={positionLabel(milestone, position, m)} m={m} />
        {since !== null && (
          <span class="since">
            {' '}
            <Words of={m.position.since(dayText(since, m))} />
          </span>
        )}
        {(position === 'on-time' || position === 'late') && delivered !== null && (
          <span class="since">
            {' '}
            <Words of={m.position.delivered(dayText(delivered, m))} />
          </span>
        )}
      </p>
      {isExplained && since !== null && declaredStatusOf(milestone) === null && <p class="quiet">{m.position.notNothing}</p>}
    </>
  );
};

/** How much evidence there is. */
export function evidenceSummary(milestone: MilestoneState, m: Messages): string {
  const declaration = declarationOf(milestone);
  if (declaration !== null && declaration.evidence.length > 0) return m.evidence.count(declaration.evidence.length);
  return (declaration?.noEvidenceReason ?? null) === null ? m.evidence.none : m.evidence.reasoned;
}

/** Items of evidence in a table; the milestone's page has all. */
const mostInCell = 3;

type EvidenceCellProps = Props & { readonly texts: Texts /** The milestone's page. */; readonly href: string };

/** The evidence itself, each item a link to what proves; without any, that there is none, or the way to the reason why. */
export const EvidenceCell = ({ milestone, language, texts, href, m }: EvidenceCellProps) => {
  const evidence = declarationOf(milestone)?.evidence ?? [];
  const more = evidence.length - mostInCell;
  if (evidence.length === 0) {
    const summary = evidenceSummary(milestone, m);
    return summary === m.evidence.reasoned ? (
      <p>
        <a href={`${href}#word`}>{summary}</a>
      </p>
    ) : (
      <p>{summary}</p>
    );
  }
  return (
    <>
      <EvidenceList evidence={shownEvidence(evidence.slice(0, mostInCell), texts, m)} language={language} m={m} />
      {more > 0 && (
        <p>
          <a href={`${href}#evidence`}>{entryWords[m.language].moreEvidence(more)}</a>
        </p>
      )}
    </>
  );
};
