import * as z from 'zod';
import { importedCommitment, proseField } from '../domain/commitment.ts';
import { contact, emailAddress } from '../domain/contact.ts';
import { wording } from '../domain/identifiers.ts';
import { citedDocument, participationProcess } from '../domain/plan.ts';
import { lineLimit, shortLimit, titleLimit } from '../domain/public-text.ts';
import { storedText } from '../domain/text.ts';
import type { DraftCommitment, DraftDocument, DraftParticipation, Finding } from './draft.ts';
import { findingOf } from './messages.ts';

const short = z.string().max(shortLimit).nullable();
const lines = z.array(z.string().max(lineLimit));

/**
 * What the Record takes of each part of a draft. Ids, hashes and sources are given later and bounded there; texts become
 * references, and are bounded here.
 */
const commitmentBounds = importedCommitment.omit({ ogpId: true, responsible: true, prose: true, source: true });
const processBounds = participationProcess.omit({ id: true, purpose: true, followUp: true, documentIds: true }).extend({
  titles: wording,
  organiser: short,
  methods: lines.max(50),
  participants: short,
  deliverables: lines.max(50),
  links: z.array(participationProcess.shape.links.element.extend({ title: z.string().max(shortLimit) })).max(50),
});
const documentBounds = z.strictObject({
  title: z.string().min(1).max(shortLimit),
  publisher: z.string().max(titleLimit).nullable(),
  author: z.string().max(titleLimit).nullable(),
  date: citedDocument.shape.date,
});
const people = z.array(z.strictObject({ function: short, organisation: short })).max(20);
const { name: nameBounds, phone: phoneBounds } = contact.shape;
const prose = storedText.shape.text;
/** Stands for the hash that a text is given when it is written. */
const noHash = '0'.repeat(64);

const fields = {
  title: { fr: 'titre', en: 'title' },
  leadInstitutions: { fr: 'institutions responsables', en: 'lead institutions' },
  supportingInstitutions: { fr: 'institutions en soutien', en: 'supporting institutions' },
  contacts: { fr: 'contacts', en: 'contacts' },
  name: { fr: 'nom du contact', en: 'contact’s name' },
  email: { fr: 'courriel du contact', en: 'contact’s e-mail' },
  phone: { fr: 'téléphone du contact', en: 'contact’s telephone' },
  role: { fr: 'fonction du contact', en: 'contact’s function' },
  organisation: { fr: 'organisation du contact', en: 'contact’s organisation' },
  objective: { fr: 'objectif', en: 'objective' },
  problem: { fr: 'problème', en: 'problem' },
  description: { fr: 'description', en: 'description' },
  contribution: { fr: 'contribution', en: 'contribution' },
  relevance: { fr: 'pertinence', en: 'relevance' },
  milestones: { fr: 'jalons', en: 'milestones' },
  milestoneTitle: { fr: 'titre du jalon', en: 'milestone’s title' },
  group: { fr: 'groupe du jalon', en: 'milestone’s group' },
  start: { fr: 'date de début', en: 'start date' },
  due: { fr: 'échéance', en: 'deadline' },
  period: { fr: 'période', en: 'period' },
  organiser: { fr: 'organisateur', en: 'organiser' },
  purpose: { fr: 'finalité', en: 'purpose' },
  methods: { fr: 'méthodes', en: 'methods' },
  participants: { fr: 'nombre de participants', en: 'participants' },
  deliverables: { fr: 'livrables', en: 'deliverables' },
  followUp: { fr: 'devoir de suite', en: 'follow-up' },
  links: { fr: 'liens', en: 'links' },
  publisher: { fr: 'éditeur', en: 'publisher' },
  author: { fr: 'auteur', en: 'author' },
  date: { fr: 'date', en: 'date' },
} as const;
type Field = keyof typeof fields;

function isField(name: unknown): name is Field {
  return typeof name === 'string' && Object.hasOwn(fields, name);
}

type Place = { readonly field: Field; readonly line: number };
type Check = { readonly schema: z.ZodType; readonly value: unknown; readonly placeOf: (issue: z.core.$ZodIssue) => Place };

function findingsOf(checks: readonly Check[], language: string): Finding[] {
  return checks.flatMap(({ schema, value, placeOf }) => {
    const issues = schema.safeParse(value).error?.issues ?? [];
    return issues.flatMap((issue) => {
      const { field, line } = placeOf(issue);
      const name = fields[field][language === 'fr' ? 'fr' : 'en'];
      // An address that is none is told when the person is added; all that is left to tell here is its length.
      if (issue.code !== 'too_big') return field === 'email' ? [] : [findingOf(line, 'out-of-bounds', language, name)];
      const code = issue.origin === 'array' ? 'too-many' : 'too-long';
      return [findingOf(line, code, language, name, String(issue.maximum))];
    });
  });
}

/** An issue about an element of a list, at that element's line; about the list, at the first element too many. */
function elementAt(issue: z.core.$ZodIssue, index: unknown, lines: readonly number[], otherwise: number): number {
  if (typeof index === 'number') return lines[index] ?? otherwise;
  return (issue.code === 'too_big' ? lines[Number(issue.maximum)] : undefined) ?? otherwise;
}

function commitmentChecks(read: DraftCommitment): Check[] {
  const lineOf = (field: string): number => read.lines[field] ?? read.lines['number'] ?? 1;
  const milestoneLines = read.milestones.map(({ line }) => line);
  const milestones = read.milestones.map(({ title, translations, ...rest }, index) => ({
    ...rest,
    id: `plan/${read.number}/m${index + 1}`,
    titles: { ...translations, [read.language]: title },
  }));
  const { number, language, period, leadInstitutions, supportingInstitutions, lines } = read;
  const titles = { ...read.translations, [language]: read.title };
  const whole = { number, language, titles, period, leadInstitutions, supportingInstitutions, milestones, lines };
  const responsible = read.contacts.map(({ role, organisation }) => ({ function: role, organisation }));
  const at =
    (field: Field, line = lineOf(field)): (() => Place) =>
    () => ({ field, line });
  return [
    {
      schema: commitmentBounds,
      value: whole,
      placeOf: (issue) => {
        const [top, index, part] = issue.path;
        if (top !== 'milestones')
          return { field: isField(top) ? top : 'title', line: lineOf(top === 'titles' ? 'title' : String(top)) };
        const field = part === 'titles' ? 'milestoneTitle' : isField(part) ? part : 'milestones';
        return { field, line: elementAt(issue, index, milestoneLines, lineOf('milestones')) };
      },
    },
    ...proseField.options.map((field) => ({ schema: prose, value: read[field], placeOf: at(field) })),
    {
      schema: people,
      value: responsible,
      placeOf: ({ path: [, part] }) => ({
        field: part === 'function' ? 'role' : part === 'organisation' ? part : 'contacts',
        line: lineOf('contacts'),
      }),
    },
    ...read.contacts.flatMap(({ name, email, phone }) => [
      { schema: nameBounds.nullable(), value: name, placeOf: at('name', lineOf('contacts')) },
      { schema: emailAddress.nullable(), value: email, placeOf: at('email', lineOf('contacts')) },
      { schema: phoneBounds, value: phone, placeOf: at('phone', lineOf('contacts')) },
    ]),
  ];
}

/**
 * What a commitment says that the Record has no room for, each at its line with the limit. The Record's own schemas decide,
 * so that nothing is read that could not be written.
 */
export function commitmentBoundsFindings(read: DraftCommitment): Finding[] {
  return findingsOf(commitmentChecks(read), read.language);
}

/** The same for a participation process; `lineOf` knows where its parts begin. */
export function participationBoundsFindings(read: DraftParticipation, lineOf: (field: string) => number): Finding[] {
  const { organiser, period, methods, participants, deliverables, language } = read;
  const links = read.links.filter(({ url }) => processBounds.shape.links.element.shape.url.safeParse(url).success);
  const whole = { titles: { [language]: read.title }, organiser, period, methods, participants, deliverables, links };
  const followUpLines = read.followUp.map(({ line }) => line);
  const checks: Check[] = [
    {
      schema: processBounds,
      value: whole,
      placeOf: ({ path: [top] }) => ({
        field: isField(top) ? top : 'title',
        line: lineOf(top === 'titles' ? 'title' : String(top)),
      }),
    },
    { schema: prose, value: read.purpose, placeOf: () => ({ field: 'purpose', line: lineOf('purpose') }) },
    {
      schema: participationProcess.shape.followUp,
      value: read.followUp.map(({ date }) => ({ text: { sha256: noHash }, url: null, date })),
      placeOf: (issue) => ({ field: 'followUp', line: elementAt(issue, issue.path[0], followUpLines, lineOf('followUp')) }),
    },
    ...read.followUp.map(({ text, line }) => ({
      schema: prose,
      value: text,
      placeOf: () => ({ field: 'followUp' as const, line }),
    })),
  ];
  return findingsOf(checks, language);
}

/** The same for a cited document; `lineOf` finds the line on which a text begins. */
export function documentBoundsFindings(
  { title, publisher, author, date }: DraftDocument,
  language: string,
  lineOf: (text: string) => number,
): Finding[] {
  const value = { title, publisher, author, date };
  const placeOf = ({ path: [field] }: z.core.$ZodIssue): Place => ({
    field: isField(field) ? field : 'title',
    line: lineOf(field === 'publisher' ? (publisher ?? '') : field === 'author' ? (author ?? '') : title),
  });
  return findingsOf([{ schema: documentBounds, value, placeOf }], language);
}
