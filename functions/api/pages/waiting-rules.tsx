import type { FC } from 'hono/jsx';
import type { Approval } from '../../../shared/domain/approval.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import type { Confirmer } from '../../../shared/usecases/approvals-for-me.ts';
import { planFormWords, ruleNames } from '../messages/plan-form.ts';

type Weakening = Extract<Approval['change'], { kind: 'weaken-rules' }>;

/** Weaker rules that wait for a second person. */
export type WaitingRules = {
  readonly id: string;
  readonly change: Weakening;
  /** Null when the person proposed it themselves. */
  readonly by: string | null;
  /** The local day it was proposed on. */
  readonly on: string;
  readonly confirmers: readonly Confirmer[];
};

/** Which rules would change, as they stand and as they would. */
export function ruleDifferences(
  { approval, signIn }: Weakening,
  standing: Pick<PlanSettings, 'approval' | 'signIn'>,
  language: InterfaceLanguage,
  provider: string | null,
): readonly { readonly label: string; readonly now: string; readonly after: string }[] {
  const say = planFormWords(language);
  const names = ruleNames(language, provider);
  return [
    ...(approval === undefined
      ? []
      : [{ label: say.approval, now: names.approval[standing.approval], after: names.approval[approval] }]),
    ...(signIn === undefined ? [] : [{ label: say.signIn, now: names.signIn[standing.signIn], after: names.signIn[signIn] }]),
  ];
}

type Props = {
  readonly settings: PlanSettings;
  readonly language: InterfaceLanguage;
  readonly waiting: readonly WaitingRules[];
  /** Name of the provider of OpenID Connect; null where there is none. */
  readonly provider: string | null;
};

const One: FC<Omit<Props, 'waiting'> & { readonly one: WaitingRules }> = ({ one, settings, language, provider }) => {
  const say = planFormWords(language).waiting;
  const m = messages[language];
  const on = dayText(one.on, m);
  return (
    <li>
      {ruleDifferences(one.change, settings, language, provider).map(({ label, now, after }) => (
        <p>
          {label}
          {m.colon}
          {now} → <strong>{after}</strong>
        </p>
      ))}
      <p class="hint">
        <Words of={one.by === null ? say.mine(on) : say.by(one.by, on)} />
      </p>
      {one.confirmers.length === 0 ? (
        <p>{say.noConfirmer}</p>
      ) : (
        <>
          <p>{say.confirmers}</p>
          <ul>
            {one.confirmers.map(({ contact, role }) => (
              <li>
                {contact.name} ({m.change.role[role]})
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
};

/** Weaker rules that were proposed: what would change, by whom, and who can confirm it. */
export const WaitingRulesList: FC<Props> = ({ settings, language, waiting, provider }) => {
  const say = planFormWords(language).waiting;
  return waiting.length === 0 ? null : (
    <section class="block" aria-labelledby="waiting">
      <h2 id="waiting">{say.title}</h2>
      <ul class="index">
        {waiting.map((one) => (
          <One one={one} settings={settings} language={language} provider={provider} />
        ))}
      </ul>
      <p>
        <a href={`/app/plans/${settings.id}/approvals`}>{say.approvals}</a>
      </p>
    </section>
  );
};

/** What a form of settings did that did not all go through at once. `saved` is the entry of what did, if anything. */
export const RulesProposed: FC<{ readonly language: InterfaceLanguage; readonly saved: number | null }> = ({
  language,
  saved,
}) => {
  const say = planFormWords(language).waiting;
  return (
    <section class="saved" aria-labelledby="proposed" tabindex={-1} autofocus>
      <h2 id="proposed">{say.proposed}</h2>
      <p>{say.proposedText}</p>
      {saved === null ? null : <p>{say.others(saved)}</p>}
    </section>
  );
};
