/** The text part of a mail as a reader sees it: quoted-printable taken back, lines joined. Written without the code that wrote it. */
export function textPartOf(raw: string): string {
  // A calendar may be attached: the text is then in a multipart of its own.
  const boundaries = [...raw.matchAll(/boundary="?([^"\r\n;]+)"?/g)].map(([, boundary = '']) => boundary);
  const parts = boundaries.flatMap((boundary) => raw.split(`--${boundary}`));
  const part = parts.find((one) => /^\s*content-type: text\/plain/i.test(one)) ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  const bytes: number[] = [];
  const joined = body.replace(/=\r?\n/g, '');
  for (let place = 0; place < joined.length; place += 1) {
    const escaped = joined[place] === '=' ? /^[0-9A-F]{2}/.exec(joined.slice(place + 1, place + 3)) : null;
    if (escaped === null) bytes.push(joined.charCodeAt(place));
    else {
      bytes.push(Number.parseInt(escaped[0], 16));
      place += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8').replaceAll('\r\n', '\n');
}

/** The value of a header, unfolded; empty when the mail lacks it. */
export function headerOf(raw: string, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
}
