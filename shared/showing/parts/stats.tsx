import type { Child } from 'hono/jsx';

export type Stat = {
  /** A count, or a short date. Never a percentage and never a sum over declared statuses. */
  readonly figure: Child;
  readonly label: Child;
  /** The page that lists what was counted. */
  readonly href?: string;
  /** The rule behind the number, or whose word it is. */
  readonly note?: Child;
};

/** Numbers with their labels, side by side; one that leads somewhere is a link as a whole. */
export const Stats = ({ items }: { items: readonly Stat[] }) => (
  <ul class="stats">
    {items.map(({ figure, label, href, note }) => {
      const told = (
        <>
          <strong class="figure">{figure}</strong> <span class="figure-label">{label}</span>
        </>
      );
      return (
        <li>
          {href === undefined ? told : <a href={href}>{told}</a>}
          {note !== undefined && <span class="reading">{note}</span>}
        </li>
      );
    })}
  </ul>
);
