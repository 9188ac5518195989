import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import type { CheckCode, CheckFinding } from '../../../shared/domain/plan-check.ts';
import type { Passage } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import { planWords } from '../messages/plans.ts';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

/** A commitment that the check-up may speak of. */
export type CheckedCommitment = { readonly number: string; readonly title: Passage };

type CheckProps = Frame & {
  readonly settings: PlanSettings;
  readonly commitments: readonly CheckedCommitment[];
  readonly findings: readonly CheckFinding[];
};

/** About people of today: no line of a sheet tells them. */
const aboutPeople: readonly CheckCode[] = ['no-contact', 'one-contact'];

type GroupProps = {
  readonly about: CheckedCommitment | null;
  readonly findings: readonly CheckFinding[];
  readonly settings: PlanSettings;
  readonly language: InterfaceLanguage;
};

const Where: FC<{ readonly of: CheckFinding; readonly settings: PlanSettings; readonly language: InterfaceLanguage }> = ({
  of,
  settings,
  language,
}) => {
  const say = planWords(language).check;
  if (aboutPeople.includes(of.code)) return <a href={`/app/plans/${settings.id}/people`}>{say.people}</a>;
  if (of.commitment === null) return <>{say.whole}</>;
  const line = say.line(of.file, of.line);
  return <>{of.milestone === null ? line : `${say.milestone(of.milestone)}, ${line}`}</>;
};

const Group: FC<GroupProps> = ({ about, findings, settings, language }) => {
  const say = planWords(language).check;
  const m = messages[language];
  if (findings.length === 0) return null;
  const name = about === null ? say.whole : `#${about.number}`;
  return (
    <section class="block">
      <h2>
        {about === null ? (
          name
        ) : (
          <>
            {name} <Quoted of={about.title} m={m} />
          </>
        )}
      </h2>
      <table class="stacked">
        <caption class="visually-hidden">{say.caption(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{say.found}</th>
            <th scope="col">{say.where}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((of) => (
            <tr>
              <td>
                <Words of={of.message[language]} />
              </td>
              <td data-label={say.where}>
                <Where of={of} settings={settings} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** What is imported, read over: first what is true of the whole plan, then commitment by commitment. */
export const PlanCheckPage: FC<CheckProps> = ({ settings, commitments, findings, ...frame }) => {
  const { language } = frame;
  const say = planWords(language).check;
  const of = (number: string | null): readonly CheckFinding[] => findings.filter(({ commitment }) => commitment === number);
  const at = `/app/plans/${settings.id}`;
  return (
    <PlanFrame {...frame} settings={settings} title={say.title}>
      <p>{say.lead}</p>
      {commitments.length === 0 ? <p>{say.empty}</p> : findings.length === 0 ? <p>{say.clean}</p> : null}
      <Group about={null} findings={of(null)} settings={settings} language={language} />
      {commitments.map((about) => (
        <Group about={about} findings={of(about.number)} settings={settings} language={language} />
      ))}
      <p class="actions">
        <a href={`${at}/import`}>{say.import}</a>
        <a href={`${at}/mail`}>{say.rehearsal}</a>
      </p>
    </PlanFrame>
  );
};
