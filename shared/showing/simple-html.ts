const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const bullet = /^\s*[-*•–]\s+/u;

/** Lines of a paragraph in runs of items of a list and runs of other lines. */
function runsOf(lines: readonly string[]): { readonly isList: boolean; readonly lines: string[] }[] {
  const runs: { isList: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isList = bullet.test(line);
    const last = runs.at(-1);
    if (last?.isList === isList) last.lines.push(line);
    else runs.push({ isList, lines: [line] });
  }
  return runs;
}

/**
 * A plain text as a few lines of HTML, for programs that take no other: a paragraph for each, and a list where lines begin with
 * a dash. Everything in it is escaped.
 */
export function simpleHtml(text: string): string {
  const paragraphs = text.split(/\n\s*\n/u).map((one) => one.split('\n').filter((line) => line.trim() !== ''));
  return paragraphs
    .flatMap(runsOf)
    .map(({ isList, lines }) =>
      isList
        ? `<ul>${lines.map((line) => `<li>${escaped(line.replace(bullet, '').trim())}</li>`).join('')}</ul>`
        : `<p>${lines.map((line) => escaped(line.trim())).join('<br>')}</p>`,
    )
    .join('');
}
