import type { Child } from 'hono/jsx';

type Props = {
  /** The anchor of its heading; kept for ever, as others link to it. */
  readonly id: string;
  readonly title: Child;
  /** One quiet sentence under the heading. */
  readonly intro?: Child;
  /** Where the whole of it lies, beside the heading: a link. */
  readonly more?: { readonly href: string; readonly text: Child };
  /** Somebody else's voice, such as the reviewer's: set apart in a frame. */
  readonly isApart?: boolean;
  readonly children?: Child;
};

/** A part of a page under its own h2. */
export const Section = ({ id, title, intro, more, isApart = false, children }: Props) => (
  <section class={isApart ? 'block irm' : 'block'}>
    <div class="section-head">
      <h2 id={id}>{title}</h2>
      {more !== undefined && (
        <p>
          <a href={more.href}>{more.text}</a>
        </p>
      )}
    </div>
    {intro !== undefined && <p class="quiet">{intro}</p>}
    {children}
  </section>
);
