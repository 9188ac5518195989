import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { DeadlineCell, PositionCell } from '../../../shared/showing/parts/milestone-cells.tsx';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { AsIf } from '../forms/as-if-declared.ts';
import { fieldsOf, type TypedDeclaration } from '../forms/declaration-form.ts';
import { Carried } from './steps.tsx';

/** A declaration as it was typed, carried along unseen. */
export const CarriedDeclaration: FC<{ readonly typed: TypedDeclaration }> = ({ typed }) => (
  <Carried fields={{ version: typed.version, draft: typed.draft, ...fieldsOf(typed) }} />
);

type WillProps = {
  readonly of: MilestoneInPlan;
  readonly after: AsIf;
  /** The plan's local day. */
  readonly today: string;
  readonly language: InterfaceLanguage;
};

/** Rows for what follows from a declaration: where the milestone then stands, and its deadline if that moves. */
export const WillStand: FC<WillProps> = ({ of, after, today, language }) => {
  const m = messages[language];
  const isMoved = after.milestone.revisions.length > of.milestone.revisions.length;
  const original = of.commitment.commitment.state.language;
  return (
    <>
      {isMoved ? (
        <div>
          <dt>{m.deadline.expected}</dt>
          <dd>
            <DeadlineCell milestone={after.milestone} language={original} texts={after.texts} m={m} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{m.position.title}</dt>
        <dd>
          <PositionCell milestone={after.milestone} asOf={today} m={m} />
        </dd>
      </div>
    </>
  );
};
