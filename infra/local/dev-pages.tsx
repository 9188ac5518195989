import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import PostalMime, { type Email } from 'postal-mime';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../shared/domain/fuzzy-date.ts';
import { isoDate } from '../../shared/domain/identifiers.ts';
import type { JobAccount } from '../../shared/usecases/account.ts';
import { readMoment } from './clock.ts';
import { moveClock, moveToNextEvent, type Rehearsal } from './rehearsal.ts';

/** What the local tools show and move. `clock: null` is real time, which nobody moves. */
export type DevDeps = {
  readonly outbox: string;
  readonly origin: () => string;
  readonly now: () => Temporal.Instant;
  readonly rehearsal: Rehearsal | null;
  /** Brings the public pages to the moment the clock stands at. */
  readonly publish: () => Promise<void>;
  /** Zone in which moments are shown. */
  readonly zone: string;
};

const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A mail's own HTML may have styles and nothing else: no script, no request, no form. */
const mailHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-top-navigation-by-user-activation",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

const css = `
body{max-width:72rem;margin-inline:auto;padding:1rem 1.5rem 4rem}
.clock{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1rem 0}
.clock form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}
td,dd,h1{overflow-wrap:anywhere}
caption{text-align:start}
.mail{display:block}
.mail{width:100%;min-height:46rem;border:1px solid currentColor;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid currentColor;padding:1rem}
.notice{border-inline-start:.25rem solid currentColor;padding-inline-start:1rem}
`;

function Page({ title, children }: { title: string; children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Jalon, this machine`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/dev/dev.css" />
      </head>
      <body>
        <main>
          <p>
            <a href="/">Public site</a> · <a href="/app/">Private side</a> · <a href="/dev/">Clock and outbox</a>
          </p>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

/** A page as a browser wants it. */
function whole(page: Child) {
  return html`<!doctype html>${page}`;
}

function moment(now: Temporal.Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
    now.epochMilliseconds,
  );
}

/** The moment a mail says it was written, as `2 Nov 2021, 09:00`. */
function shortMoment(iso: string, zone: string): string {
  const at = Temporal.Instant.from(iso).epochMilliseconds;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
}

/** Raw mails, the last accepted first: on a clock that stands their names alone cannot tell. */
async function mailFiles(outbox: string): Promise<string[]> {
  const names = await readdir(outbox).catch(() => []);
  const mails = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .map(async (name) => ({ name, accepted: (await stat(join(outbox, name))).mtimeMs })),
  );
  return mails.sort((a, b) => b.accepted - a.accepted || (a.name < b.name ? 1 : -1)).map(({ name }) => name);
}

async function readMail(outbox: string, name: string): Promise<{ raw: Buffer; mail: Email } | null> {
  if (!(await mailFiles(outbox)).includes(name)) return null;
  const raw = await readFile(join(outbox, name));
  return { raw, mail: await PostalMime.parse(raw) };
}

function Clock({ deps, account }: { deps: DevDeps; account: string | null }) {
  const now = deps.now();
  return (
    <section aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <p class="notice">
        {deps.rehearsal === null
          ? `Real time: ${moment(now, deps.zone)}.`
          : `This is a rehearsal. The clock stands at ${moment(now, deps.zone)} (${deps.zone}) and moves only here.`}
      </p>
      {account === null ? null : <p role="status">{account}</p>}
      {deps.rehearsal === null ? null : (
        <div class="clock">
          <form method="post" action="/dev/clock">
            <button name="move" value="event" type="submit">
              To the next event
            </button>
          </form>
          <form method="post" action="/dev/clock">
            <button name="move" value="day" type="submit">
              One day on
            </button>
          </form>
          <form method="post" action="/dev/clock">
            <label>
              To a day <input type="date" name="date" min={localDay(now, deps.zone)} required />
            </label>
            <button name="move" value="date" type="submit">
              Go
            </button>
          </form>
        </div>
      )}
    </section>
  );
}

async function Outbox({ outbox, zone }: { outbox: string; zone: string }) {
  const mails = await Promise.all((await mailFiles(outbox)).map(async (name) => ({ name, read: await readMail(outbox, name) })));
  return (
    <section aria-labelledby="outbox">
      <h2 id="outbox">Outbox</h2>
      {mails.length === 0 ? <p>No mail yet.</p> : null}
      {mails.length === 0 ? null : (
        <table class="stacked">
          <caption>{`Every mail that left, newest first: ${mails.length}`}</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">To</th>
              <th scope="col">Subject</th>
            </tr>
          </thead>
          <tbody>
            {mails.map(({ name, read }) => (
              <tr>
                <td data-label="Date">{read?.mail.date === undefined ? '' : shortMoment(read.mail.date, zone)}</td>
                <td data-label="To">{(read?.mail.to ?? []).map(({ address }) => address).join(', ')}</td>
                <td data-label="Subject">
                  <a href={`/dev/outbox/${encodeURIComponent(name)}`}>{read?.mail.subject ?? name}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function accountText(account: JobAccount | null): string {
  if (account === null) return 'Nothing is due any more: every milestone is answered, past its last reminder, or undated.';
  if (account.sent.length + account.skipped.length + account.failed.length === 0) {
    return 'No mail: with the date, the position of a milestone changed on the public pages.';
  }
  const [sent, skipped, failed] = [account.sent, account.skipped, account.failed].map(({ length }) => length);
  const reasons = [...new Set([...account.skipped, ...account.failed].map(({ reason }) => reason))];
  return `${sent} sent, ${skipped} skipped, ${failed} failed${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}.`;
}

/** Noon UTC of the day asked for, or null when it is no later day. */
function targetOf(date: string, now: Temporal.Instant): Temporal.Instant | null {
  const moment = isoDate.safeParse(date).success ? readMoment(date) : null;
  return moment !== null && Temporal.Instant.compare(moment, now) > 0 ? moment : null;
}

async function move(
  rehearsal: Rehearsal,
  form: { move: string; date: string },
  zone: string,
): Promise<JobAccount | null | 'refused'> {
  const now = rehearsal.clock.now();
  if (form.move === 'event') return moveToNextEvent(rehearsal);
  if (form.move === 'day') return moveClock(rehearsal, now.toZonedDateTimeISO(zone).add({ days: 1 }).toInstant());
  const target = targetOf(form.date, now);
  return target === null ? 'refused' : moveClock(rehearsal, target);
}

/** Tools for this machine only: the outbox and the clock. Never part of a deployment. */
export function devPages(deps: DevDeps): Hono {
  const app = new Hono();
  const home = (c: Context, account: string | null, status: 200 | 400 = 200) =>
    c.html(
      whole(
        <Page title="Clock and outbox">
          <Clock deps={deps} account={account} />
          <Outbox outbox={deps.outbox} zone={deps.zone} />
        </Page>,
      ),
      status,
      pageHeaders,
    );
  app.get('/dev', (c) => c.redirect('/dev/', 301));
  app.get('/dev/', (c) => home(c, null));
  app.get('/dev/dev.css', (c) => c.body(css, 200, { ...pageHeaders, 'Content-Type': 'text/css; charset=utf-8' }));
  app.post('/dev/clock', async (c) => {
    if (c.req.header('origin') !== deps.origin()) return c.text('Only this page may move the clock.', 403, pageHeaders);
    if (deps.rehearsal === null) return c.text('Real time cannot be moved.', 409, pageHeaders);
    const form = await c.req.parseBody();
    const outcome = await move(deps.rehearsal, { move: String(form['move'] ?? ''), date: String(form['date'] ?? '') }, deps.zone);
    if (outcome === 'refused') return home(c, 'Choose a day after the one the clock stands at.', 400);
    await deps.publish();
    return home(c, accountText(outcome));
  });
  app.get('/dev/outbox', (c) => home(c, null));
  app.get('/dev/outbox/:name', async (c) => {
    const name = c.req.param('name');
    const read = await readMail(deps.outbox, name);
    if (read === null) return c.text('No such mail.', 404, pageHeaders);
    const { mail } = read;
    const address = `/dev/outbox/${encodeURIComponent(name)}`;
    return c.html(
      whole(
        <Page title={mail.subject ?? name}>
          <h2>As HTML</h2>
          <p>
            <a href={`${address}/html`}>Open it on its own</a> · <a href={`${address}/source`}>Source</a>
          </p>
          <iframe
            class="mail"
            title="The mail as HTML"
            src={`${address}/html`}
            sandbox="allow-top-navigation-by-user-activation"
          />
          <h2>As text</h2>
          <pre>{mail.text ?? ''}</pre>
          <h2>Headers</h2>
          <pre>{mail.headers.map(({ originalKey, value }) => `${originalKey}: ${value}`).join('\n')}</pre>
        </Page>,
      ),
      200,
      pageHeaders,
    );
  });
  app.get('/dev/outbox/:name/html', async (c) => {
    const read = await readMail(deps.outbox, c.req.param('name'));
    if (read === null) return c.text('No such mail.', 404, pageHeaders);
    // Links of the framed mail open in the whole window.
    const base = c.req.query('framed') === undefined ? '' : '<base target="_top">';
    return c.body((read.mail.html ?? '').replace('<head>', `<head>${base}`), 200, {
      ...mailHeaders,
      'Content-Type': 'text/html; charset=utf-8',
    });
  });
  app.get('/dev/outbox/:name/source', async (c) => {
    const read = await readMail(deps.outbox, c.req.param('name'));
    if (read === null) return c.text('No such mail.', 404, pageHeaders);
    return c.body(new Uint8Array(read.raw), 200, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' });
  });
  return app;
}
