import type { Child } from 'hono/jsx';

/** What a list says when it has nothing to list: first that it is empty, then what that means. */
export const Empty = ({ title, children }: { title: Child; children?: Child }) => (
  <div class="empty">
    <p>
      <strong>{title}</strong>
    </p>
    {children !== undefined && <p class="quiet">{children}</p>}
  </div>
);
