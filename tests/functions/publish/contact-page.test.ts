import type { DynamoDBStreamEvent } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { publish } from '../../../functions/publish/publish.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { answered, pilot } from '../../showing/health-plan.ts';
import { publicUrl, recordedSite, storesWith, version } from '../../usecases/publish-world.ts';

const now = Temporal.Instant.from('2021-11-15T10:00:00Z');
const log = { info: () => undefined, error: () => undefined };
const contactUrl = 'https://www.example.org/contact';

const event = (pk: string): DynamoDBStreamEvent => ({
  Records: [{ eventID: pk, dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'STATE' } }, SequenceNumber: '100' } }],
});

test('a contact page that an installation is told of later is linked everywhere after the next publication', async () => {
  const { record } = await storesWith([answered(), pilot()]);
  const [site, fresh] = [recordedSite(), recordedSite()];
  await publishAll({ record, site, version }, { now, publicUrl });
  await publishAll({ record, site: fresh, version }, { now, publicUrl, contactUrl });
  const pagesOf = ({ files }: typeof site) =>
    [...files.values()]
      .filter(({ path }) => path.endsWith('.html'))
      .map(({ path, body }) => `${path}\n${body}`)
      .sort();
  expect(pagesOf(site).some((page) => page.includes(contactUrl))).toBe(false);

  const deps = { clock: { now: () => now }, publicUrl, contactUrl, version, log, record, site };
  expect(await publish(deps, event('PLAN#fr-2021-2023'))).toEqual({ batchItemFailures: [] });
  expect(pagesOf(site)).toEqual(pagesOf(fresh));
  const written = site.calls.filter((call) => call.startsWith('put ')).length;
  expect(await publish(deps, event('PLAN#fr-2021-2023'))).toEqual({ batchItemFailures: [] });
  expect(site.calls.filter((call) => call.startsWith('put '))).toHaveLength(written);
});
