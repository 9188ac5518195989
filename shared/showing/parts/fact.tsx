import type { Child } from 'hono/jsx';

/** One fact of a list of facts: what it is called, and what it is. */
export const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
