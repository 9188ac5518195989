import { roleText } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { plainLine } from '../plain-text.ts';
import type { CommitmentView } from '../view.ts';
import { Published, Quoted, Words } from './words.tsx';

const Institutions = ({ names, language, m }: { names: readonly string[]; language: string; m: Messages }) => (
  <ul class="plain">
    {names.map((name) => (
      <li>
        <Quoted of={{ text: plainLine(name), language }} m={m} />
      </li>
    ))}
  </ul>
);

/** Who promised, for when, under which code: what a commitment's sheet tells besides its texts. */
export const PromiseFacts = ({ commitment: { state, texts }, m }: { commitment: CommitmentView; m: Messages }) => {
  const { period, ogpId, language } = state;
  const roles = state.responsible.map((role) => roleText(role, texts, m.change.redactedWords)).filter((text) => text !== '');
  return (
    <dl class="facts">
      {state.leadInstitutions.length > 0 && (
        <div>
          <dt>{m.commitment.ministry}</dt>
          <dd>
            <Institutions names={state.leadInstitutions} language={language} m={m} />
          </dd>
        </div>
      )}
      {roles.length > 0 && (
        <div>
          <dt>{m.commitment.responsible}</dt>
          <dd>
            <Institutions names={roles} language={language} m={m} />
          </dd>
        </div>
      )}
      {(period.start !== null || period.end !== null) && (
        <div>
          <dt>{m.commitment.period}</dt>
          <dd>
            {period.start !== null && <Published date={period.start} language={language} m={m} />}
            {period.start !== null && period.end !== null && ' – '}
            {period.end !== null && <Published date={period.end} language={language} m={m} />}
            {period.end !== null && period.end.to !== null && period.end.precision !== 'day' && (
              <span class="reading">
                <Words of={m.commitment.endHeld(dayText(period.end.to, m))} />
              </span>
            )}
          </dd>
        </div>
      )}
      {ogpId !== null && (
        <div>
          <dt>{m.commitment.ogpCode}</dt>
          <dd>
            {ogpId.code}
            {!ogpId.verified && ` (${m.commitment.unverified})`}
          </dd>
        </div>
      )}
      {state.supportingInstitutions.length > 0 && (
        <div>
          <dt>{m.commitment.supporting}</dt>
          <dd>
            <Institutions names={state.supportingInstitutions} language={language} m={m} />
          </dd>
        </div>
      )}
    </dl>
  );
};
