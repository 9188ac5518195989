import { fileTypes, textOf } from './file-types.ts';
import type { ShownFile } from './view.ts';

const canonical = /<link rel="canonical"[^>]*>/;
const noIndex = '<meta name="robots" content="noindex"/>';
/** A link to a page about the machinery, with the line or the separator it stands in. */
const aboutTheMachinery = /<li><a href="\/[^"]*service\/">[^<]*<\/a><\/li>|(?: ·\s*)?<a href="\/[^"]*\/service\/">[^<]*<\/a>/g;

const listedMachinery = /[ \t]*<url><loc>[^<]*\/service\/<\/loc><\/url>\n/g;

/**
 * Files as a site of a past day holds them. Search engines are to leave its pages out, none is the canonical one of what it tells,
 * and none leads to the pages about the machinery: no log tells how it was then, so that these are not there.
 */
export function pagesOfThePast(files: readonly ShownFile[]): readonly ShownFile[] {
  return files.map((file) => {
    if (file.contentType === fileTypes.page) return { ...file, body: pastPage(file.body) };
    return file.contentType === fileTypes.xml ? { ...file, body: textOf(file.body).replace(listedMachinery, '') } : file;
  });
}

function pastPage(body: ShownFile['body']): string {
  const html = textOf(body);
  const isLeftOut = html.includes(noIndex);
  return html.replace(canonical, isLeftOut ? '' : noIndex).replace(aboutTheMachinery, '');
}
