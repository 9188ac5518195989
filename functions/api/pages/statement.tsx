import type { Child, FC } from 'hono/jsx';
import { type MilestoneState, standingWords, type Word } from '../../../shared/domain/commitment.ts';
import { type InterfaceLanguage, isoDate } from '../../../shared/domain/identifiers.ts';
import { declarableStatus, evidenceKind } from '../../../shared/domain/plan.ts';
import { readText, type TextRef } from '../../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import type { Passage, ShownEvidence } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { safeLink } from '../../../shared/showing/links.ts';
import type { Messages } from '../../../shared/showing/messages/fr.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { EvidenceList } from '../../../shared/showing/parts/evidence-list.tsx';
import { DeclaredMark } from '../../../shared/showing/parts/marks.tsx';
import { Day, Paragraphs, Words } from '../../../shared/showing/parts/words.tsx';
import { plainLine, plainText } from '../../../shared/showing/plain-text.ts';
import { dayOf } from '../../../shared/showing/view.ts';
import { type TypedDeclaration, typedWord } from '../forms/declaration-form.ts';
import { privateMessages } from '../messages/messages.ts';

type ProseProps = { readonly label: string; readonly of: Passage; readonly m: Messages };

const Prose: FC<ProseProps> = ({ label, of, m }) =>
  of.text.trim() === '' ? null : (
    <div>
      <dt>{label}</dt>
      <dd>
        <Paragraphs of={{ ...of, text: plainText(of.text) }} m={m} />
      </dd>
    </div>
  );

/** Evidence as typed, in the words of the public page. What is no address or no date yet is left out of link and date. */
function evidenceShown({ evidence }: TypedDeclaration, m: Messages): ShownEvidence[] {
  return evidence.map(({ url, title, kind, date }) => {
    const link = safeLink(url);
    const known = evidenceKind.safeParse(kind).data;
    return {
      href: link?.href ?? null,
      host: link?.host ?? '',
      title: plainLine(title),
      kind: known === undefined ? m.evidence.kind.other : m.evidence.kind[known],
      date: isoDate.safeParse(date).data ?? null,
    };
  });
}

type StatementProps = {
  readonly typed: TypedDeclaration;
  readonly language: InterfaceLanguage;
  /** Language the content of the plan is written in. */
  readonly original: string;
  /** Further rows; without them a new date is told as typed. */
  readonly children?: Child;
};

/** A declaration as anyone will read it; a text that was not given takes no place. */
export const Statement: FC<StatementProps> = ({ typed, language, original, children }) => {
  const m = messages[language];
  const status = declarableStatus.safeParse(typed.status).data ?? null;
  const isWithoutProof = status === 'complete' && typed.evidence.length === 0;
  const delivered = isoDate.safeParse(typed.completedOn).data;
  const prose = (text: string): Passage => ({ text, language: original });
  return (
    <dl class="facts">
      <div>
        <dt>{m.declared.byMinistry}</dt>
        <dd>
          <DeclaredMark status={status} m={m} />
          <p class="hint">{isWithoutProof ? m.declared.completeWithoutEvidence : m.declared.sentence[status ?? 'none']}</p>
        </dd>
      </div>
      {delivered === undefined ? null : (
        <div>
          <dt>{m.declared.completedOn}</dt>
          <dd>
            <Day of={delivered} m={m} />
          </dd>
        </div>
      )}
      <Prose label={m.declared.done} of={prose(typed.done)} m={m} />
      <Prose label={m.declared.difficulties} of={prose(typed.difficulties)} m={m} />
      <div>
        <dt>{m.evidence.title}</dt>
        <dd>
          {typed.evidence.length === 0 ? (
            m.evidence.none
          ) : (
            <EvidenceList evidence={evidenceShown(typed, m)} language={original} m={m} />
          )}
        </dd>
      </div>
      <Prose label={m.declared.noEvidenceReason} of={prose(typed.noEvidenceReason)} m={m} />
      {children ?? (
        <>
          <Prose label={m.deadline.expected} of={prose(typed.expected)} m={m} />
          <Prose label={m.declared.reason} of={prose(typed.expectedReason)} m={m} />
        </>
      )}
    </dl>
  );
};

type WordProps = {
  readonly milestone: MilestoneState;
  readonly commitment: CommitmentRecord;
  readonly language: InterfaceLanguage;
  readonly zone: string;
};

/** The last standing word about a milestone, as recorded: who (by role), when, what. */
export const LastWord: FC<WordProps> = ({ milestone, commitment, language, zone }) => {
  const m = messages[language];
  const say = privateMessages(language).stale;
  const word = standingWords(milestone).at(-1);
  if (word === undefined) return <p>{say.nothingSaid}</p>;
  const original = commitment.commitment.state.language;
  const declared = typedWord(word, milestone, commitment.texts);
  return (
    <>
      <p>
        <Words of={say.said(m.change.role[word.by.role], dayText(dayOf(word.at, zone), m))} />
      </p>
      {declared === null ? (
        <OtherWord said={word.said} commitment={commitment} language={language} />
      ) : (
        <Statement typed={declared} language={language} original={original} />
      )}
    </>
  );
};

type OtherWordProps = {
  readonly said: Word['said'];
  readonly commitment: CommitmentRecord;
  readonly language: InterfaceLanguage;
};

const OtherWord: FC<OtherWordProps> = ({ said, commitment, language }) => {
  const m = messages[language];
  const say = privateMessages(language).stale;
  const original = commitment.commitment.state.language;
  const text = (ref: TextRef | null): string => plainText(readText(commitment.texts, ref) ?? '');
  switch (said.kind) {
    case 'nothing-to-report':
      return (
        <>
          <p>{say.nothingReported}</p>
          <Paragraphs of={{ text: text(said.note), language: original }} m={m} />
        </>
      );
    case 'withdrawn':
      return (
        <>
          <DeclaredMark status="withdrawn" m={m} />
          <Paragraphs of={{ text: text(said.reason), language: original }} m={m} />
        </>
      );
    case 'deadline-revised':
      return <p>{say.revised}</p>;
    case 'declared':
      return null;
    default:
      return said satisfies never;
  }
};
