import type { ErrorHandler } from 'hono';
import { defaultHomeLanguage } from '../../../shared/showing/addresses.ts';
import { homeHref } from '../../../shared/showing/pages/page-links.ts';
import { show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { privateMessages } from '../messages/messages.ts';
import { Notice } from '../pages/layout.tsx';
import { isForPrograms } from '../refusals.tsx';
import { routeFor } from '../route-table.ts';
import { problem } from '../v1/problem.ts';

/** Where an error arose: file and line of our code, never its message, which may quote what a person typed. */
function placeOf(error: Error): string {
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line));
  return frame?.trim() ?? 'unknown';
}

/** Whatever was not foreseen: a page, or a problem for programs, with a number and nothing else; the number, the route and the place are logged. */
export function lastResort({ rng, log, config }: ApiDeps): ErrorHandler<ApiEnv> {
  return (error, c) => {
    const id = Buffer.from(rng.bytes(6)).toString('hex');
    const route = routeFor(c.req.method, c.req.path)?.path ?? 'none';
    log.error('request-failed', { id, method: c.req.method, route, error: error.name, place: placeOf(error) });
    if (isForPrograms(c)) return problem(c, 'broken', { detail: id });
    const language = c.get('language') ?? config.homeLanguage ?? defaultHomeLanguage;
    const say = privateMessages(language).errors;
    const frame = { language, homeHref: homeHref(language, config), person: null };
    return show(c, <Notice {...frame} title={say.broken} text={say.brokenText(id)} />, 500);
  };
}
