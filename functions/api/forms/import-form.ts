import * as z from 'zod';
import { sha256 } from '../../../shared/domain/text.ts';
import { sourcesProblems } from '../../../shared/usecases/review-import.ts';
import type { FilesProblem } from '../messages/import.ts';
import type { Form, UploadedFile } from '../middleware/read-form.ts';

const toRead = z.strictObject({ token: z.string(), step: z.literal('read'), text: z.string() });
const toConfirm = z.strictObject({ token: z.string(), step: z.literal('confirm'), digest: sha256 });

const fileField = /^file\.(\d|1\d)\.(name|body)$/;
const body = z.string().regex(/^[A-Za-z0-9_-]*$/);

/** Files to read, or read before and now confirmed under the digest of what was reviewed. */
export type ImportForm = {
  readonly files: readonly UploadedFile[];
  /** The pasted text, to be shown again. */
  readonly text: string;
  readonly digest: string | null;
};

/** The last part of a path: some browsers send the whole of it. */
function baseName(name: string): string {
  return name.split(/[/\\]/).at(-1) ?? '';
}

function carriedFiles(form: Form): { files: UploadedFile[]; rest: { [name: string]: string } } | null {
  const parts = new Map<number, { name?: string; body?: string }>();
  const rest: { [name: string]: string } = {};
  for (const [name, value] of form) {
    const [, place, part] = fileField.exec(name) ?? [];
    if (place === undefined) rest[name] = value;
    else parts.set(Number(place), { ...parts.get(Number(place)), [part === 'name' ? 'name' : 'body']: value });
  }
  const files: UploadedFile[] = [];
  for (const [, part] of [...parts].sort(([a], [b]) => a - b)) {
    const read = body.safeParse(part.body);
    if (!read.success || part.name === undefined) return null;
    files.push({ name: part.name, bytes: new Uint8Array(Buffer.from(read.data, 'base64url')) });
  }
  return { files, rest };
}

/** What the body of an import says, or null when it is not a body of ours. `pastedName` names a text without a file. */
export function readImportForm(form: Form, uploaded: readonly UploadedFile[], pastedName: string): ImportForm | null {
  const carried = carriedFiles(form);
  if (carried === null) return null;
  const confirming = toConfirm.safeParse(carried.rest);
  if (confirming.success) {
    return uploaded.length > 0 ? null : { files: carried.files, text: '', digest: confirming.data.digest };
  }
  const reading = toRead.safeParse(carried.rest);
  if (!reading.success || carried.files.length > 0) return null;
  const { text } = reading.data;
  const files = uploaded.map(({ name, bytes }) => ({ name: baseName(name), bytes }));
  // Browsers send a text with their own line ends: the same words are the same text.
  const pasted = { name: pastedName, bytes: new TextEncoder().encode(text.replace(/\r\n?/gu, '\n')) };
  return { files: text.trim() === '' ? files : [...files, pasted], text, digest: null };
}

/** What keeps files from being read at all, in the words of the form: the first thing first. */
export function filesProblem(files: readonly UploadedFile[]): FilesProblem | null {
  const problems = sourcesProblems(files);
  const whole = problems.find(({ field }) => field === 'sources');
  if (whole !== undefined) return whole.code === 'required' ? 'none' : whole.code === 'too-many' ? 'too-many' : 'too-large';
  if (problems.some(({ code }) => code !== 'taken')) return 'name';
  return problems.length > 0 ? 'same-name' : null;
}

/** Files as hidden fields, so that what is confirmed is what was read. */
export function carried(files: readonly UploadedFile[]): readonly (readonly [string, string])[] {
  return files.flatMap(({ name, bytes }, place) => [
    [`file.${place}.name`, name] as const,
    [`file.${place}.body`, Buffer.from(bytes).toString('base64url')] as const,
  ]);
}
