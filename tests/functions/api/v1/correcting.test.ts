import { expect, test } from 'vitest';
import { aCommitment, aContact, anAssignment, aPersonId } from '../../../builders.ts';
import { aWorld } from '../world.ts';
import { aClient, said } from './client.ts';

const plan = 'fr-2021-2023';
const title = { change: { field: 'title', titles: { fr: 'Un autre titre' } }, reason: 'Lu de travers.' };

test('I17: the API corrects by the rules of the form: each entry in the role that may, and none in any other', async () => {
  const world = await aWorld({
    contacts: [aContact({ as: 'lead' }), aContact({ as: 'both' })],
    assignments: [
      anAssignment({ as: 'lead' }),
      anAssignment({ as: 'both' }),
      anAssignment({ id: 'a-bothaspoc0000000', as: 'both', role: 'poc' }),
    ],
  });
  const correct = async (as: string) =>
    said(await (await aClient(world, as)).post(`/${plan}/28/log/1/corrections`, title, { 'if-match': '"1"' }));
  expect(await correct('lead')).toMatchObject({ status: 422, body: { errors: [{ field: 'actor', code: 'not-expected' }] } });
  expect(await correct('both')).toMatchObject({ status: 201 });
  const log = (await world.stores.record.commitment(`${plan}/28`))?.log ?? [];
  expect(log.slice(1).map(({ actor }) => actor)).toEqual([{ role: 'poc', id: aPersonId('both') }]);
});

test('a code that another commitment of the plan has verified is a field at fault, with that one’s number', async () => {
  const world = await aWorld({
    commitments: [aCommitment(), aCommitment({ number: '29' })],
    contacts: [aContact({ as: 'poc' })],
    assignments: [anAssignment({ as: 'poc', role: 'poc' })],
  });
  const client = await aClient(world, 'poc');
  const body = { change: { field: 'ogp-id', ogpId: { code: 'FR0078', verified: true } }, reason: 'Lu sur le site du PGO.' };
  const verify = async (number: string) =>
    said(await client.post(`/${plan}/${number}/log/1/corrections`, body, { 'if-match': '"1"' }));
  expect(await verify('28')).toMatchObject({ status: 201 });
  expect(await verify('29')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'ogpId', code: 'taken', detail: '28' }] },
  });
});
