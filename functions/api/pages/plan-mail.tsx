import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import type { Problem } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Gate } from '../../../shared/domain/ledger.ts';
import { lastDayOf, type PlanState } from '../../../shared/domain/plan.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Words } from '../../../shared/showing/parts/words.tsx';
import type { PersonInPlan } from '../../../shared/usecases/plan-overview.ts';
import type { PlanRehearsal } from '../../../shared/usecases/rehearse-plan.ts';
import { privateMessages } from '../messages/messages.ts';
import { planMailWords } from '../messages/plan-mail.ts';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';
import { Rehearsal, type Subjects } from './plan-rehearsal.tsx';

/** What a page about a plan's mail is made of. */
export type MailFacts = {
  readonly plan: PlanState;
  readonly isOver: boolean;
  readonly gate: Pick<Gate, 'mode' | 'breaker'>;
  /** What keeps mail from being switched on. */
  readonly missing: readonly Problem[];
  readonly rehearsal: PlanRehearsal;
  readonly subjects: Subjects;
  readonly people: readonly PersonInPlan[];
};

type MailProps = Frame & {
  readonly facts: MailFacts;
  readonly token: string;
  /** What was done; null when nothing was. */
  readonly done: string | null;
  /** Why what was wanted was not done: a title and a sentence. */
  readonly refused: { readonly title: string; readonly text: string } | null;
};

function actionOf({ settings }: PlanState): string {
  return `/app/plans/${settings.id}/mail`;
}

const State: FC<{ readonly facts: MailFacts; readonly language: InterfaceLanguage }> = ({ facts, language }) => {
  const say = planMailWords(language).mail;
  const m = messages[language];
  const { settings, mailOnSince } = facts.plan;
  const last = lastDayOf(settings);
  const shut =
    facts.gate.breaker !== null ? say.breaker : { off: say.gateOff, sandbox: say.gateSandbox, live: null }[facts.gate.mode];
  const text =
    facts.isOver && last !== null
      ? say.over(dayText(last, m))
      : mailOnSince === null
        ? say.off
        : say.on(dayText(localDay(Temporal.Instant.from(mailOnSince), settings.zone), m));
  return (
    <>
      <p class="lede">
        <Words of={text} />
      </p>
      {shut === null || facts.isOver ? null : <p class="note">{shut}</p>}
    </>
  );
};

const pages = { commitments: 'import', poc: 'people', mailbox: 'people', lead: 'people' } as const;

const Missing: FC<{ readonly facts: MailFacts; readonly language: InterfaceLanguage }> = ({ facts, language }) => {
  const say = planMailWords(language).mail;
  const { settings } = facts.plan;
  if (facts.missing.length === 0) return <p>{say.allThere}</p>;
  return (
    <>
      <p>{say.neededLead}</p>
      <ul class="index">
        {facts.missing.map(({ field }) => {
          const [head, number = ''] = field.split('.');
          const kind = head === 'commitments' || head === 'poc' || head === 'mailbox' ? head : 'lead';
          return (
            <li>
              {kind === 'lead' ? say.missing.lead(number) : say.missing[kind]}{' '}
              <a href={`/app/plans/${settings.id}/${pages[kind]}`}>
                {say.missing.do[kind]}
                {number === '' ? null : <span class="visually-hidden"> (#{number})</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
};

/** Mail of one plan: what it lacks, what it will send, and the switch last, after the reading. */
export const PlanMailPage: FC<MailProps> = ({ facts, token, done, refused, ...frame }) => {
  const { language } = frame;
  const say = planMailWords(language).mail;
  const { plan, missing, isOver, rehearsal } = facts;
  const isOn = plan.mailOnSince !== null;
  const mark = refused === null ? '' : privateMessages(language).errors.mark;
  return (
    <PlanFrame {...frame} settings={plan.settings} title={say.title} mark={mark}>
      {done === null ? null : (
        <section class="saved" aria-labelledby="saved">
          <h2 id="saved">{say.saved}</h2>
          <p>{done}</p>
        </section>
      )}
      {refused === null ? null : (
        <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
          <h2 id="refused">{refused.title}</h2>
          <p>{refused.text}</p>
        </section>
      )}
      <State facts={facts} language={language} />
      {isOn || isOver ? null : (
        <section>
          <h2>{say.needed}</h2>
          <Missing facts={facts} language={language} />
        </section>
      )}
      {isOver ? null : (
        <Rehearsal rehearsal={rehearsal} subjects={facts.subjects} people={facts.people} language={language} isSupposed={!isOn} />
      )}
      {isOn || (missing.length === 0 && !isOver) ? (
        <form method="post" action={actionOf(plan)}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="read" value={rehearsal.digest} />
          <p class="actions">
            <button type="submit" name="step" value={isOn ? 'off' : 'on'} class={isOn ? 'secondary' : undefined}>
              {isOn ? say.switchOff : say.switchOn}
            </button>
          </p>
        </form>
      ) : null}
    </PlanFrame>
  );
};

type ConfirmProps = Frame & {
  readonly plan: PlanState;
  /** What was read before switching on; null to switch off. */
  readonly rehearsal: PlanRehearsal | null;
  readonly token: string;
};

/** The last step before mail is switched: nothing has happened yet. */
export const ConfirmMailPage: FC<ConfirmProps> = ({ plan, rehearsal, token, ...frame }) => {
  const { language } = frame;
  const say = planMailWords(language).mail;
  const first = rehearsal?.mails[0];
  const people = new Set(rehearsal?.mails.map(({ contactId }) => contactId)).size;
  return (
    <PlanFrame {...frame} settings={plan.settings} title={rehearsal === null ? say.confirmOffTitle : say.confirmOnTitle}>
      {rehearsal === null ? (
        <p>{say.confirmOff}</p>
      ) : (
        <>
          <p>
            {say.confirmOn(rehearsal.mails.length, people)}{' '}
            {first === undefined ? null : <Words of={say.firstMail(dayText(first.day, messages[language]))} />}
          </p>
          <p>{say.confirmOnNote}</p>
        </>
      )}
      <form method="post" action={actionOf(plan)}>
        <input type="hidden" name="token" value={token} />
        {rehearsal === null ? null : <input type="hidden" name="read" value={rehearsal.digest} />}
        <p class="actions">
          <button type="submit" name="step" value={rehearsal === null ? 'confirm-off' : 'confirm-on'}>
            {rehearsal === null ? say.confirmOffButton : say.confirmOnButton}
          </button>
          <a href={actionOf(plan)}>{say.back}</a>
        </p>
      </form>
    </PlanFrame>
  );
};
