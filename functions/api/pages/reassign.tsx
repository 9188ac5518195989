import type { FC } from 'hono/jsx';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { successorText, type TypedHandover } from '../forms/people-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { peopleWords } from '../messages/people.ts';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { Rule, type RuleHit } from './people-parts.tsx';
import { PlanFrame } from './plan-frame.tsx';

type ReassignProps = Frame & {
  readonly settings: PlanSettings;
  readonly token: string;
  readonly typed: TypedHandover;
  /** People of the plan to choose from. */
  readonly contacts: readonly Contact[];
  readonly numbers: readonly string[];
  readonly problems: readonly Problem[];
  readonly rule: RuleHit | null;
};

/** Commitments to another person, from now on. */
export const ReassignPage: FC<ReassignProps> = ({ settings, token, typed, contacts, numbers, problems, rule, ...frame }) => {
  const { language } = frame;
  const words = peopleWords(language);
  const say = words.handover;
  const told = { language, problems, labels: { role: words.form.role, successor: say.to, commitments: say.commitments } };
  const base = `/app/plans/${settings.id}/people`;
  const choices = contacts
    .map((one) => ({
      value: successorText(one),
      label: [one.name, one.function, one.organisation, one.email].filter((part) => part !== null).join(', '),
    }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
  return (
    <PlanFrame
      {...frame}
      settings={settings}
      title={say.title}
      mark={problems.length > 0 || rule !== null ? privateMessages(language).errors.mark : ''}
    >
      <Rule language={language} rule={rule} />
      <ErrorSummary {...told} />
      <p>{say.lead}</p>
      <form method="post" action={`${base}/reassign`}>
        <input type="hidden" name="token" value={token} />
        <Select
          {...told}
          name="role"
          label={words.form.role}
          value={typed.role}
          choices={(['lead', 'deputy'] as const).map((value) => ({ value, label: words.role[value] }))}
        />
        <TextField
          {...told}
          name="commitments"
          label={say.commitments}
          hint={say.commitmentsHint(numbers.map((number) => `#${number}`).join(', '))}
          value={typed.commitments}
        />
        <Select
          {...told}
          name="successor"
          label={say.to}
          hint={say.toHint}
          value={typed.successor}
          choices={[{ value: '', label: say.choose }, ...choices]}
        />
        <p class="actions">
          <button type="submit">{say.submit}</button>
          <a href={base}>{words.form.cancel}</a>
        </p>
      </form>
    </PlanFrame>
  );
};
