import type { AuditedDay, Finding } from '../../../shared/domain/audit.ts';
import { stepWords } from '../../../shared/showing/step-words.ts';
import { type Audit, auditPlans } from '../../../shared/usecases/audit-plans.ts';
import { mendLost } from '../../../shared/usecases/mend-lost.ts';
import { readRehearsalClock } from '../../local/clock.ts';
import { type Command, type Context, flag, text, UsageError } from '../command.ts';
import { planFor, withWorkspace } from '../workspace.ts';

/** What an audit can find, in a line each that says what to do. */
function lineOf(finding: Finding): string {
  switch (finding.kind) {
    case 'tick-missing': {
      const { from, to, count } = finding;
      return count === 1 ? `tick missing: ${from}` : `ticks missing: ${from} to ${to}, ${count} of them`;
    }
    case 'lost': {
      const { subjectId, step, effectiveDate, plannedAt } = finding;
      return `lost: ${subjectId} (${stepWords(step, 'en')}, for ${effectiveDate}) was due at ${plannedAt} and was never planned: jalon audit --mend`;
    }
    case 'adrift':
      return `adrift: reminder ${finding.rid} points to ${finding.did ?? 'no digest'}, which does not hold it: nobody will send it`;
    case 'stuck':
      return `stuck: digest ${finding.did} is ${finding.state} more than a working day past its time; look at the log of send`;
    case 'needs-human':
      return `needs a person: digest ${finding.did} (${finding.reason}): jalon digest list shows it; then jalon digest sent, resend or drop`;
    case 'ask-missing':
      return `not shown: ${finding.subjectId} was asked (${finding.rid}), and the record does not say so`;
    case 'ask-unfounded':
      return `not sent: the record says that ${finding.subjectId} was asked (${finding.rid}), and no mail was sent`;
    case 'unreadable':
      return `unreadable: plan ${finding.planId} cannot be read: nothing of it is planned or audited; usually this program is older than the data`;
    case 'not-audited':
      return `not audited: plan ${finding.planId} (${finding.error}): it may pass by itself, try again`;
    case 'unreadable-row':
      return `unreadable: the row ${finding.key} cannot be read: what it says is neither done nor audited; usually this program is older than the data`;
    case 'plan-unreached':
      return `unreached: no point of contact of ${finding.planId} can be mailed: ask them, then jalon contact edit ADDRESS --email or --lift-stop`;
    case 'gate-shut':
      return 'gate off: plans have their mail on, and none goes out: jalon gate status, then jalon gate live';
    case 'breaker-open':
      return 'mail stopped: the mail service refuses all mail; see "Mail stopped" in docs/operations.md';
    default:
      return finding satisfies never;
  }
}

function lineOfDay({ day, planned, sent, pending, needsHuman, dropped, lost }: AuditedDay): string {
  const unsent = Object.entries(dropped).map(([reason, count]) => `${count} ${reason}`);
  const parts = [
    `${sent} sent`,
    `${pending} pending`,
    `${needsHuman} need a person`,
    `${Object.values(dropped).reduce((sum, count) => sum + count, 0)} dropped${unsent.length === 0 ? '' : ` (${unsent.join(', ')})`}`,
  ];
  return `  ${day}  ${planned} planned = ${parts.join(' + ')}${lost === 0 ? '' : ` + ${lost} LOST`}`;
}

const passedOver = 'Ticks are not counted: the clock of this rehearsal is moved past those that find nothing to do.\n';

function tell(context: Context, audit: Audit): void {
  if (context.json) {
    context.out(`${JSON.stringify(audit, null, 2)}\n`);
    return;
  }
  for (const { planId, days } of audit.plans) {
    context.out(`${planId}, since ${audit.from}\n`);
    context.out(days.length === 0 ? '  nothing was due\n' : `${days.map(lineOfDay).join('\n')}\n`);
  }
  const areTicks = (one: Finding): boolean => one.kind === 'tick-missing';
  const inOrder = [...audit.findings.filter((one) => !areTicks(one)), ...audit.findings.filter(areTicks)];
  for (const line of inOrder.map(lineOf)) context.out(`- ${line}\n`);
  context.err(audit.findings.length === 0 ? 'Nothing found.\n' : `${audit.findings.length} finding(s).\n`);
}

/** Holds what should have been mailed against what became of it. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'Checks that everything that should have been mailed was sent, dropped for a reason, or waits for somebody.',
  usage: '[--plan ID] [--full] [--mend] [--json]',
  help: [
    '  --plan    one plan alone, without the ticks and the gate',
    '  --full    as far back as the Ledger is kept, 400 days; otherwise 35 days',
    '  --mend    makes what was lost due again: the next tick plans it, and sends the latest step of each milestone',
    '',
    'Works it out anew from the logs; without --mend it writes nothing. Exit codes: 0 nothing found, 1 findings, 2 wrong call.',
  ],
  options: { plan: { type: 'string' }, full: { type: 'boolean' }, mend: { type: 'boolean' } },
  run: (context, values, positionals) => {
    if (positionals.length > 0) throw new UsageError('jalon audit takes options only');
    return withWorkspace(context, async (workspace) => {
      const named = text(values, 'plan');
      const planId = named === null ? null : await planFor(workspace, named);
      const isClockMoved = context.stack === null && readRehearsalClock(context.dataFolder) !== null;
      const audit = await auditPlans(workspace.stores, { planId, isFull: flag(values, 'full'), isClockMoved }, context.now);
      const mended = flag(values, 'mend') ? await mendLost(workspace.stores.record, audit.findings) : [];
      tell(context, audit);
      if (isClockMoved && planId === null) context.err(passedOver);
      if (mended.length > 0) context.err(`Due again, for the next tick: ${mended.join(', ')}\n`);
      return audit.findings.length === 0 ? 0 : 1;
    });
  },
};
