import type { Child } from 'hono/jsx';
import { type Assessment, declaredStatusOf, type MilestoneState } from '../../domain/commitment.ts';
import type { DeclaredStatus } from '../../domain/plan.ts';
import type { Position } from '../../domain/position.ts';
import type { Messages } from '../messages/fr.ts';

type Shape = DeclaredStatus | 'none';

/** The shape beside a declared status: round, so that it never looks like a reviewer's. The word says the same. */
const Ring = ({ of }: { of: Shape }) => (
  <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    {of === 'complete' ? (
      <circle class="full" cx="8" cy="8" r="7" />
    ) : (
      <circle class={of === 'none' ? 'line dashed' : 'line'} cx="8" cy="8" r="6.25" />
    )}
    {of === 'limited' && <path class="full" d="M8 8V3.5A4.5 4.5 0 0 1 12.5 8Z" />}
    {of === 'substantial' && <path class="full" d="M8 8V3.5A4.5 4.5 0 1 1 3.5 8Z" />}
    {of === 'complete' && <path class="cut" d="M4.6 8.3 7 10.7 11.6 5.7" />}
    {of === 'withdrawn' && <path class="line" d="M5.4 5.4 10.6 10.6M10.6 5.4 5.4 10.6" />}
  </svg>
);

/** The shape of a declared status beside other words than its label, such as a count. */
export const StatusMark = ({ status, children }: { status: Shape; children?: Child }) => (
  <span class={`status declared-${status}`}>
    <Ring of={status} />
    <span>{children}</span>
  </span>
);

export const DeclaredMark = ({ status, m }: { status: DeclaredStatus | null; m: Messages }) => (
  <StatusMark status={status ?? 'none'}>{m.declared.label[status ?? 'none']}</StatusMark>
);

/** `label`: another word for it, see {@link positionLabel}. */
export const PositionMark = ({ position, label, m }: { position: Position; label?: string; m: Messages }) => (
  <span class={`position position-${position}`}>{label ?? m.position.label[position]}</span>
);

/** The word for where a milestone stands in time: one that was withdrawn may well have a dated deadline. */
export function positionLabel(milestone: MilestoneState, position: Position, m: Messages): string {
  return declaredStatusOf(milestone) === 'withdrawn' ? m.position.withdrawn : m.position.label[position];
}

type Completion = NonNullable<Assessment['completion']>;
const filled: { readonly [value in Completion]: number } = {
  'no-evidence': 0,
  'not-started': 0,
  limited: 4,
  substantial: 8,
  complete: 12,
  pending: 0,
  'no-data': 0,
};

/** The reviewer's completion: square, with its own words. */
export const CompletionMark = ({ completion, m }: { completion: Completion; m: Messages }) => (
  <span class="status irm-mark">
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <rect
        class={completion === 'pending' || completion === 'no-data' ? 'line dashed' : 'line'}
        x="1.75"
        y="1.75"
        width="12.5"
        height="12.5"
      />
      {filled[completion] > 0 && (
        <rect class="full" x="2" y={String(14 - filled[completion])} width="12" height={String(filled[completion])} />
      )}
      {completion === 'no-evidence' && <path class="line" d="M4 12 12 4" />}
    </svg>
    <span>{m.irm.completionLabel[completion]}</span>
  </span>
);
