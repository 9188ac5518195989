import { findPersonalData } from '../domain/personal-data.ts';
import { fold } from '../domain/text.ts';
import type { Block, Line } from './blocks.ts';
import type { DraftContact } from './draft.ts';
import type { SheetContext } from './findings.ts';
import { findingOf } from './messages.ts';
import { contactLabelOf } from './sheet-labels.ts';

type Open = { name: string | null; role: string | null; organisation: string | null; email: string | null; phone: string | null };

const institutionWords = new Set([
  ...['ministere', 'direction', 'delegation', 'agence', 'service', 'services', 'departement', 'bureau', 'secretariat', 'cabinet'],
  ...[
    'autorite',
    'conseil',
    'commission',
    'comite',
    'prefecture',
    'region',
    'ville',
    'institut',
    'centre',
    'mission',
    'pole',
    'sous-direction',
  ],
  ...[
    'ministry',
    'department',
    'office',
    'agency',
    'directorate',
    'unit',
    'authority',
    'council',
    'institute',
    'division',
    'secretary',
    'administration',
  ],
]);
const particles = new Set([
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'van',
  'von',
  'der',
  'den',
  'el',
  'al',
  'ben',
  'da',
  'dos',
  'di',
  'y',
  'e',
]);
const titles = /^(?:m|mr|mrs|ms|mme|mlle|dr|pr|prof|madame|monsieur)\.?$/iu;

/** Two to five words, each with a capital or a particle, and none that names an institution. */
function looksLikePerson(text: string): boolean {
  const words = text.split(/[\s\u00A0]+/u).filter((word) => word !== '' && !titles.test(word));
  if (words.length < 2 || words.length > 5 || /[\d@:;()/]/u.test(text)) return false;
  if (words.some((word) => institutionWords.has(fold(word)))) return false;
  const isName = (word: string) => /^(?:[dl]['’])?\p{Lu}[\p{L}'’.-]*$/u.test(word);
  const names = words.filter((word) => isName(word));
  return names.length >= 2 && words.every((word) => isName(word) || particles.has(fold(word).replace(/'.*$/u, '')));
}

type Person = { readonly name: string; readonly role: string | null; readonly organisation: string | null };

/** "Name, role", "Name (role)", "Name – role", "Office (Name)", "Name". */
function personIn(text: string): Person | null {
  const bracket = /^(?<outside>[^()]+)\((?<inside>[^()]+)\)\s*$/u.exec(text);
  const outside = (bracket?.groups?.['outside'] ?? '').trim();
  const inside = (bracket?.groups?.['inside'] ?? '').trim();
  if (bracket !== null && looksLikePerson(outside)) return { name: outside, role: inside, organisation: null };
  if (bracket !== null && looksLikePerson(inside)) return { name: inside, role: null, organisation: outside };
  const parted = /^(?<name>[^,–—:]+?)(?:\s*[,:]\s*|\s+[–—-]\s+)(?<role>.+)$/u.exec(text);
  const name = (parted?.groups?.['name'] ?? '').trim();
  if (parted !== null && looksLikePerson(name)) return { name, role: (parted.groups?.['role'] ?? '').trim(), organisation: null };
  return looksLikePerson(text) ? { name: text.trim(), role: null, organisation: null } : null;
}

function linesIn(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.flatMap((item) => linesIn(item.blocks));
    return block.kind === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines)) : block.lines;
  });
}

const blank: Open = { name: null, role: null, organisation: null, email: null, phone: null };

/** People a sheet names, in order. An institution is not a person: alone, it is a warning. */
export function readContacts(blocks: readonly Block[], context: SheetContext): DraftContact[] {
  const contacts: Open[] = [];
  const current = (): Open => {
    const last = contacts.at(-1);
    if (last !== undefined) return last;
    const fresh = { ...blank };
    contacts.push(fresh);
    return fresh;
  };
  const lines = linesIn(blocks);
  for (const line of lines) {
    const label = contactLabelOf(line);
    const text = label === null ? line.text : label.rest;
    if (text.trim() !== '') takeLine(text, contacts, current, label?.field === 'role');
  }
  const known = contacts.filter((one) => one.name !== null || one.email !== null);
  for (const one of contacts) {
    if (!known.includes(one)) {
      context.findings.warnings.push(
        findingOf(lines[0]?.line ?? 1, 'contact-without-person', context.language, one.organisation ?? ''),
      );
    }
  }
  return known;
}

function takeLine(text: string, contacts: Open[], current: () => Open, isRole: boolean): void {
  const found = findPersonalData(text);
  const address = found.find(({ kind }) => kind === 'address');
  const email = address?.plain ?? null;
  const number = found.find(({ kind }) => kind === 'phone')?.text ?? null;
  const rest = text
    .replace(address?.text ?? '\u0000', ' ')
    .replace(number ?? '\u0000', ' ')
    .replace(/(?:^|[\s,;–—-])(?:courriel|e-?mail|mail|tél|tel|téléphone|phone|t|m)\s*[.:]*\s*(?=$|[\s,;])/giu, ' ')
    .replace(/^[\s,;:<>()|–—-]+|[\s,;:<>(|–—-]+$/gu, '')
    .trim();
  if (rest !== '') takeWords(rest, contacts, current, isRole);
  if (email !== null) {
    if (current().email !== null) contacts.push({ ...blank });
    current().email = email;
  }
  if (number !== null) current().phone ??= number;
}

function takeWords(text: string, contacts: Open[], current: () => Open, isRole: boolean): void {
  const several = text.split(/\s+(?:et|and|&)\s+|\s*[;/]\s*/u);
  if (several.length > 1 && several.every((part) => looksLikePerson(part))) {
    for (const part of several) takeWords(part, contacts, current, false);
    return;
  }
  const person = isRole ? null : personIn(text);
  const open = contacts.at(-1);
  if (person !== null) {
    // An organisation or an address above its person belongs to that person.
    const joins = open !== undefined && open.name === null && open.email === null;
    const target = joins ? open : { ...blank };
    if (!joins) contacts.push(target);
    target.name = person.name;
    target.role = person.role ?? target.role;
    target.organisation = person.organisation ?? target.organisation;
    return;
  }
  const target = current();
  if (isRole) target.role ??= text;
  else target.organisation = target.organisation === null ? text : `${target.organisation}, ${text}`;
}
