import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import { Temporal } from 'temporal-polyfill';
import { filesSite } from '../../../shared/adapters/files/site.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage, isoDate } from '../../../shared/domain/identifiers.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { localAddress } from '../../local/address.ts';
import { beginRehearsal, standingClock } from '../../local/clock.ts';
import { programVersion } from '../../local/program-version.ts';
import { openRuntime } from '../../local/runtime.ts';
import { loadSample, samplePeople, sampleState } from '../../local/sample.ts';
import { localTheme } from '../../theme.ts';
import { type Command, required, text, UsageError } from '../command.ts';
import { withWorkspace } from '../workspace.ts';
import { verify } from './verify.ts';

const publish: Command = {
  name: 'publish',
  summary: 'Writes the public site into a folder: pages, feeds, calendars, data and logs.',
  usage: '--out DIR [--as-of DAY] [--url URL] [--language fr|en]',
  help: [
    '  --out           the folder; only files whose bytes differ are written',
    '  --as-of         the site as it stood at the end of that day; a log with a text redacted since goes on to that',
    '                  redaction, so that it still verifies',
    '  --url           the host the site will be at: links, feeds and calendars name it (this machine, if left out)',
    '  --language      the language of the home page, whose address has no prefix (JALON_LANGUAGE, else fr)',
  ],
  options: { out: { type: 'string' }, 'as-of': { type: 'string' }, url: { type: 'string' }, language: { type: 'string' } },
  run: (context, values) =>
    withWorkspace(context, async ({ stores, publicUrl: own, homeLanguage: ownLanguage, contactUrl }) => {
      const asOf = text(values, 'as-of');
      if (asOf !== null && !isoDate.safeParse(asOf).success) throw new UsageError('--as-of is a day, like 2021-11-30');
      const plans = await stores.record.planStates();
      const today = plans
        .map(({ settings: { zone } }) => localDay(context.now, zone))
        .sort()
        .at(-1);
      if (asOf !== null && today !== undefined && asOf > today) {
        throw new UsageError(`--as-of ${asOf} is still to come: nobody knows what will have been said by then`);
      }
      const publicUrl = originFrom(text(values, 'url')) ?? own;
      const homeLanguage = languageFrom(text(values, 'language')) ?? ownLanguage;
      const site = filesSite(resolve(required(values, 'out')));
      const theme = localTheme(context.env);
      const deps = { record: stores.record, site, version: programVersion(theme), theme };
      const account = await publishAll(deps, { now: context.now, asOf, publicUrl, homeLanguage, contactUrl });
      const first = plans.map(({ createdAt, settings: { zone } }) => localDay(Temporal.Instant.from(createdAt), zone)).sort()[0];
      if (context.json) context.out(`${JSON.stringify(account, null, 2)}\n`);
      else context.out(`${account.written.length} written, ${account.unchanged} unchanged, ${account.removed.length} removed\n`);
      if (first === undefined) context.err('There is no plan yet: the site says so.\n');
      else if (asOf !== null && asOf < first) context.err(`No plan was there on ${asOf}: the first is of ${first}.\n`);
      return 0;
    }),
};

/**
 * The origin of a site, without a slash at its end: links on its pages begin at the root of their host, so that there can be
 * nothing behind it. @throws UsageError for anything else
 */
function originFrom(given: string | null): string | null {
  if (given === null) return null;
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) {
    throw new UsageError('--url is a web address, like https://ogp.example.org');
  }
  const { origin } = new URL(given);
  if (given.replace(/\/$/, '').toLowerCase() !== origin) {
    throw new UsageError(`--url is a host of its own, without a path, a question mark or a password: ${origin}`);
  }
  return origin;
}

/** @throws UsageError for a language Jalon has no pages in */
function languageFrom(given: string | null): InterfaceLanguage | null {
  if (given === null) return null;
  const read = interfaceLanguage.safeParse(given);
  if (!read.success) throw new UsageError(`--language is one of ${interfaceLanguage.options.join(', ')}`);
  return read.data;
}

const sample: Command = {
  name: 'sample',
  summary: 'Loads France’s commitments #28 and #29 to try Jalon on. Sends nothing; loading again changes nothing.',
  usage: '',
  help: [
    'Without --at or JALON_NOW the folder becomes a rehearsal whose clock stands at 15 September 2021.',
    'A folder that has plans of its own is left alone.',
  ],
  options: {},
  async run(context, values) {
    if (context.stack !== null) throw new UsageError('the sample is for this machine only');
    const isTimed = text(values, 'at') !== null || (context.env['JALON_NOW'] ?? '') !== '';
    const runtime = await openRuntime({
      dataFolder: context.dataFolder,
      env: context.env,
      clock: standingClock(context.now),
      publicUrl: () => localAddress(context.dataFolder, context.env),
    });
    try {
      const state = await sampleState(context.dataFolder, runtime.stores);
      if (state === 'others') {
        throw new Error(`${context.dataFolder} has plans of its own; give the sample another folder with JALON_DATA.`);
      }
      const isNew = state !== 'loaded';
      // The clock first: whatever ends this call, the folder is a rehearsal and the next call finishes it.
      if (isNew) {
        const now = isTimed ? context.now : beginRehearsal(context.dataFolder);
        await loadSample(context.dataFolder, { ...runtime.stores, rng: runtime.rng }, now);
      }
      const told = { loaded: isNew, plan: 'fr-2021-2023', people: await samplePeople(runtime.stores) };
      if (context.json) context.out(`${JSON.stringify(told, null, 2)}\n`);
      else
        context.out(
          isNew
            ? `Loaded plan ${told.plan}:\n${told.people.map(({ roles, name, email }) => `  ${roles.join(', ')}  ${name}  ${email}\n`).join('')}`
            : 'The sample is there already.\n',
        );
      return 0;
    } finally {
      await runtime.close();
    }
  },
};

function mailsIn(outbox: string): string[] {
  try {
    return readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const outbox: Command = {
  name: 'outbox',
  summary: 'Lists the mails that were accepted on this machine, or shows the text of one.',
  usage: '[FILE.eml]',
  help: ['Each is one raw message in outbox/ of the data folder.'],
  options: {},
  async run(context, _values, [wanted]) {
    if (context.stack !== null) throw new UsageError('a deployed stack sends its mail for real; the outbox is this machine’s');
    const folder = join(context.dataFolder, 'outbox');
    const names = mailsIn(folder);
    if (wanted !== undefined && !names.includes(wanted)) throw new UsageError(`there is no mail ${wanted} in ${folder}`);
    const mails = await Promise.all(
      (wanted === undefined ? names : [wanted]).map(async (file) => {
        const mail = await PostalMime.parse(readFileSync(join(folder, file)));
        return {
          file,
          date: mail.date ?? null,
          to: (mail.to ?? []).map(({ address }) => address ?? ''),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        };
      }),
    );
    if (context.json) context.out(`${JSON.stringify(mails, null, 2)}\n`);
    else if (wanted !== undefined) context.out(`${mails[0]?.text ?? ''}\n`);
    else for (const { file, to, subject } of mails) context.out(`${file}  ${to.join(', ')}  ${subject}\n`);
    return 0;
  },
};

export const dataCommands: readonly Command[] = [publish, verify, sample, outbox];
