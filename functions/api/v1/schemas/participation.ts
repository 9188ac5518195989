import * as z from 'zod';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { languageCode } from '../../../../shared/domain/identifiers.ts';
import { citedDocument, meeting, participationProcess, processStep } from '../../../../shared/domain/plan.ts';
import { sha256 } from '../../../../shared/domain/text.ts';
import { day, sentTitles, title, typedDate, webAddress } from './common.ts';

const documentIds = z.array(citedDocument.shape.id).max(20);
const short = z.string().max(500);
const line = z.string().min(1).max(1_000);
const longText = z.string().min(1).max(20_000);

/** A meeting as it is sent. */
export const sentMeeting = z
  .strictObject({
    titles: sentTitles,
    body: z.string().max(300).nullable().default(null),
    date: typedDate,
    state: meeting.shape.state,
    withCivilSociety: z.boolean().default(false),
    minutes: z
      .strictObject({ url: webAddress, title, date: day.nullable().default(null) })
      .nullable()
      .default(null),
    documentIds: documentIds.default([]),
  })
  .meta({ id: 'SentMeeting', description: 'A session of a body; minutes arrive after it. `body`: who met.' });

const sentStep = z.strictObject({
  id: processStep.shape.id.nullable().default(null),
  kind: processStep.shape.kind,
  titles: sentTitles,
  date: typedDate.nullable().default(null),
  state: processStep.shape.state,
  followUpOwed: z.boolean().nullable().default(null),
  documentIds: documentIds.default([]),
});

/** A participation process as it is sent. */
export const sentProcess = z
  .strictObject({
    titles: sentTitles,
    organiser: short.nullable().default(null),
    start: typedDate.nullable().default(null),
    end: typedDate.nullable().default(null),
    purpose: longText.nullable().default(null),
    methods: z.array(line).max(50).default([]),
    participants: short.nullable().default(null),
    deliverables: z.array(line).max(50).default([]),
    followUp: z
      .array(
        z.strictObject({
          text: z.union([longText, z.strictObject({ sha256 })]),
          url: webAddress.nullable().default(null),
          date: typedDate.nullable().default(null),
        }),
      )
      .max(50)
      .default([]),
    links: z
      .array(z.strictObject({ title: z.string().max(500), url: webAddress }))
      .max(50)
      .default([]),
    steps: z.array(sentStep).max(100).default([]),
    documentIds: documentIds.default([]),
  })
  .meta({
    id: 'SentProcess',
    description:
      'A consultation, panel or workshop with what followed. A text that was redacted is left out and stays so: a title of a link is sent empty, a follow-up by its hash; lines keep their place.',
  });

/** A document as it is sent. */
export const sentDocument = z
  .strictObject({
    /** Null where the record's was redacted. */
    title: title.nullable(),
    kind: citedDocument.shape.kind,
    publisher: z.string().max(300).nullable().default(null),
    author: z.string().max(300).nullable().default(null),
    date: typedDate.nullable().default(null),
    url: webAddress.nullable().default(null),
  })
  .meta({ id: 'SentDocument', description: 'A source the record cites; its text is never kept.' });

const text = z.string().nullable();
const readTitles = z.record(languageCode, text);

const step = z.strictObject({ ...processStep.shape, titles: readTitles, date: fuzzyDate.nullable() });

/** Meetings, processes and documents of a plan with their texts; null where a text was redacted. */
export const participation = z
  .strictObject({
    version: z.int().min(1),
    meetings: z.array(
      z.strictObject({
        ...meeting.shape,
        titles: readTitles,
        body: text,
        date: fuzzyDate,
        minutes: z.strictObject({ url: z.string(), title: text, date: day.nullable() }).nullable(),
      }),
    ),
    processes: z.array(
      z.strictObject({
        id: participationProcess.shape.id,
        source: participationProcess.shape.source,
        titles: readTitles,
        organiser: text,
        start: fuzzyDate.nullable(),
        end: fuzzyDate.nullable(),
        purpose: text,
        methods: z.array(text),
        participants: text,
        deliverables: z.array(text),
        followUp: z.array(z.strictObject({ text, sha256, url: z.string().nullable(), date: fuzzyDate.nullable() })),
        links: z.array(z.strictObject({ title: text, url: z.string() })),
        steps: z.array(step),
        documentIds: z.array(z.string()),
      }),
    ),
    documents: z.array(
      z.strictObject({ ...citedDocument.shape, title: text, publisher: text, author: text, date: fuzzyDate.nullable() }),
    ),
  })
  .meta({
    id: 'Participation',
    description: 'Meetings, participation processes and documents; `version` is the number of the log’s newest entry.',
  });
