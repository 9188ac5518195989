/** The comparison that the sources' own readme lays down for their expected results. */

function normalText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/\[\^[^\]]+\]/gu, '')
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/(?:\*\*|__|\*|_)/gu, '')
    .replace(/(^|[\s\u00A0])(?:[-•]|\d+[.)])[\s\u00A0]+/gu, '$1')
    .replace(/[\s\u00A0\u202F]+/gu, ' ')
    .trim()
    .replace(/[.;]$/u, '')
    .trim();
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isNote = (key: string) => key.startsWith('_');

/** Differences of `actual` from what is expected, as paths; keys that only `actual` has are not compared. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (typeof expected === 'string' && typeof actual === 'string') {
    return normalText(expected) === normalText(actual)
      ? []
      : [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const lengths = expected.length === actual.length ? [] : [`${path}: expected ${expected.length} items, got ${actual.length}`];
    return [...lengths, ...expected.flatMap((one, index) => differences(one, actual[index], `${path}[${index}]`))];
  }
  if (isObject(expected) && isObject(actual)) {
    const loose = Array.isArray(expected['_loose']) ? expected['_loose'] : [];
    const optional = Array.isArray(expected['_optional']) ? expected['_optional'] : [];
    const tolerance = Array.isArray(expected['_toTolerance']) ? expected['_toTolerance'] : null;
    return Object.keys(expected)
      .filter((key) => !isNote(key) && key !== 'warnings' && key !== 'source' && !loose.includes(key) && !optional.includes(key))
      .flatMap((key) => {
        const to = actual[key];
        if (key === 'to' && tolerance !== null && typeof to === 'string' && to >= tolerance[0] && to <= tolerance[1]) return [];
        return differences(expected[key], actual[key], `${path}.${key}`);
      });
  }
  return Object.is(expected, actual) ? [] : [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
}

/** Words of a prose field where a reasonable reader may cut elsewhere: most of them must be there. */
export function sharedWords(expected: string, actual: string): number {
  const words = normalText(expected).split(' ');
  const found = new Set(normalText(actual).split(' '));
  return words.filter((word) => found.has(word)).length / words.length;
}
