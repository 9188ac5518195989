import type { FC } from 'hono/jsx';

/** Everything typed, carried along unseen. */
export const Carried: FC<{ readonly fields: Readonly<{ [name: string]: string }> }> = ({ fields }) => (
  <>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

/** The ways on from a form: what the public will see, or back to where one came from. */
export const PreviewOrBack: FC<{
  readonly preview: string;
  readonly back: { readonly href: string; readonly text: string };
}> = ({ preview, back }) => (
  <p class="actions">
    <button type="submit" name="step" value="preview">
      {preview}
    </button>
    <a href={back.href}>{back.text}</a>
  </p>
);

/** The two ways on from a preview. */
export const ConfirmOrEdit: FC<{ readonly confirm: string; readonly edit: string }> = ({ confirm, edit }) => (
  <p class="actions">
    <button type="submit" name="step" value="confirm">
      {confirm}
    </button>
    <button type="submit" name="step" value="edit" class="secondary">
      {edit}
    </button>
  </p>
);
