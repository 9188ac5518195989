import type { Messages } from '../messages/fr.ts';

/** `bytes`: null where a size would change too often to be said. */
export type Download = { readonly href: string; readonly label: string; readonly bytes: number | null };

/** Files and subscriptions, each with its format in the name and its size. */
export const Downloads = ({ files, m }: { files: readonly Download[]; m: Messages }) => (
  <ul class="downloads">
    {files.map(({ href, label, bytes }) => (
      <li>
        <a href={href}>
          {label}
          {bytes !== null && <span class="quiet"> ({m.fileSize(Math.max(1, Math.round(bytes / 1000)))})</span>}
        </a>
      </li>
    ))}
  </ul>
);
