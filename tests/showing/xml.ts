/** One element of a parsed document: enough to read a feed back. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const name = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;

function decoded(raw: string): string {
  if (raw.includes(']]>')) throw new Error(`the end of a CDATA section in ${JSON.stringify(raw)}`);
  if (!allowed.test(raw)) throw new Error(`a character XML forbids in ${JSON.stringify(raw)}`);
  return raw.replace(/&([^;]*;?)/g, (_, reference: string) => {
    const character = entities.get(reference.slice(0, -1));
    if (character === undefined || !reference.endsWith(';')) throw new Error(`&${reference} is no entity`);
    return character;
  });
}

/**
 * Reads XML 1.0 without a document type, comments or CDATA, and refuses whatever is not well-formed: unknown entities, bare
 * `<`, `&` and `]]>`, attributes told twice, tags that do not match, forbidden characters, text after the end.
 */
export function readXml(source: string): XmlElement {
  let at = 0;
  const take = (pattern: RegExp, what: string): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) throw new Error(`${what} expected at ${JSON.stringify(source.slice(at, at + 40))}`);
    at += match[0].length;
    return match[0];
  };
  const element = (): XmlElement => {
    take(/</y, 'an element');
    const tag = take(name, 'a name');
    const attributes = new Map<string, string>();
    while (/\s/.test(source.charAt(at))) {
      take(/\s+/y, 'a space');
      if (/[/>]/.test(source.charAt(at))) break;
      const key = take(name, 'an attribute');
      const value = decoded(take(/="[^"<]*"/y, 'a value').slice(2, -1));
      if (attributes.has(key)) throw new Error(`${key} is told twice`);
      attributes.set(key, value);
    }
    if (source.startsWith('/>', at)) {
      at += 2;
      return { name: tag, attributes, children: [], text: '' };
    }
    take(/>/y, '>');
    const children: XmlElement[] = [];
    let text = '';
    while (!source.startsWith('</', at)) {
      if (source.startsWith('<', at)) children.push(element());
      else text += decoded(take(/[^<]+/y, 'text'));
    }
    take(/<\//y, 'an end');
    const end = take(name, 'a name');
    if (end !== tag) throw new Error(`${end} ends ${tag}`);
    take(/>/y, '>');
    return { name: tag, attributes, children, text };
  };
  take(/<\?xml version="1\.0" encoding="utf-8"\?>\n/y, 'the declaration');
  const root = element();
  take(/\n$/y, 'the end');
  return root;
}

export function childrenOf(element: XmlElement, wanted: string): readonly XmlElement[] {
  return element.children.filter((one) => one.name === wanted);
}

/** The text of the only child with this name. */
export function textOf(element: XmlElement, wanted: string): string {
  const [only, ...more] = childrenOf(element, wanted);
  if (only === undefined || more.length > 0) throw new Error(`${element.name} has not one ${wanted}`);
  return only.text;
}
