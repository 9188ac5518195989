import * as z from 'zod';
import { type LogHead, logHead } from '../domain/plan.ts';

/** A published file by its path below what is verified, or by its bare name. */
export type PublishedFile = { readonly path: string; readonly text: string };

/** The heads that files published beside the logs tell, and per plan the one hash over all its logs. */
export type PublishedHeads = {
  /** By subject, the furthest first: files that tell different ones were not written from one log. */
  readonly heads: ReadonlyMap<string, readonly LogHead[]>;
  readonly plans: readonly ToldPlan[];
};

/** What one file tells of a plan: the head of each of its logs, and the one hash over them. */
export type ToldPlan = {
  readonly file: string;
  readonly plan: string;
  readonly head: string;
  readonly heads: ReadonlyMap<string, LogHead>;
};

/** What status.json and feed.json say of heads; their other members are of no concern here. */
const told = z.object({ head: z.string().nullable(), heads: z.record(z.string(), logHead) });
const feed = z.object({ _jalon: told });

/** JSON, or undefined: what cannot be read is reported by whoever needs it. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function publishedHeads(files: readonly PublishedFile[]): PublishedHeads {
  const heads = new Map<string, readonly LogHead[]>();
  const plans: ToldPlan[] = [];
  for (const { path, text } of files.filter((one) => one.path.endsWith('.json'))) {
    const json = parsedJson(text);
    const found = told.safeParse(json).data ?? feed.safeParse(json).data?._jalon;
    if (found === undefined) continue;
    for (const [subject, head] of Object.entries(found.heads)) {
      heads.set(subject, [...(heads.get(subject) ?? []), head]);
    }
    const plan = Object.keys(found.heads).find((subject) => !subject.includes('/'));
    if (found.head === null || plan === undefined) continue;
    plans.push({ file: path, plan, head: found.head, heads: new Map(Object.entries(found.heads)) });
  }
  const furthestFirst = [...heads].map(([subject, all]) => [subject, all.toSorted((a, b) => b.seq - a.seq)] as const);
  return { heads: new Map(furthestFirst), plans };
}
