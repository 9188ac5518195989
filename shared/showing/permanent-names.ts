import { createHash } from 'node:crypto';
import type { LogEntry } from '../domain/change-log.ts';
import type { InterfaceLanguage } from '../domain/identifiers.ts';

/** A log, known by its first entry: no other installation has that one, and nothing that is written later changes it. */
type Founded = readonly Pick<LogEntry, 'hash'>[];

/**
 * A name for ever, whatever host publishes it: a UUID made of the hash of a log's first entry and of what is named (RFC 9562,
 * version 8, of SHA-256). The same in a copy, a rebuild and a site of a past day; another in every other installation.
 */
function permanentName(founding: string, kind: 'entry' | 'ask' | 'event' | 'feed', named: string): string {
  const bytes = createHash('sha256').update(`jalon ${kind} ${founding} ${named}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

const foundingOf = (log: Founded): string => log[0]?.hash ?? '';

/** An entry of a log. */
export function entryUrn(log: Founded, seq: number): string {
  return permanentName(foundingOf(log), 'entry', `${seq}`);
}

/** A mail that asked about a commitment, of whose log it is no entry. */
export function askUrn(log: Founded, rid: string): string {
  return permanentName(foundingOf(log), 'ask', rid);
}

/** A milestone by the log of its commitment, a meeting by that of its plan, as an event of a calendar. */
export function eventUrn(log: Founded, id: string): string {
  return permanentName(foundingOf(log), 'event', id);
}

/** The feed of a plan or of something in it, by the plan's own log. */
export function feedUrn(log: Founded, id: string, language: InterfaceLanguage): string {
  return permanentName(foundingOf(log), 'feed', `${id} ${language}`);
}

/** The feed of all plans of a site, which has no log of its own: its address is what tells it from others. */
export function rootFeedUrn(publicUrl: string, language: InterfaceLanguage): string {
  return permanentName(publicUrl, 'feed', language);
}
