import { expect, test } from 'vitest';
import { whoText } from '../../shared/showing/changes.ts';
import { askChanges } from '../../shared/showing/commitment-changes.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { aCommitment, anAsk, aReminder } from '../builders.ts';

test('the ministry is asked, the point of contact is told: a silence reported is no question to the ministry', () => {
  const { log } = aCommitment();
  const escalation = aReminder({ step: 'escalation' }).rid;
  const asks = [
    anAsk(),
    anAsk({ step: 'escalation', role: 'poc', rid: escalation, on: '2021-11-02', at: '2021-11-02T08:00:00Z' }),
  ];
  const changes = askChanges({ log, asks }, messages.fr);
  expect(changes.map(({ kind }) => kind)).toEqual(['asked', 'reported']);
  expect(changes.map((change) => whoText(change, messages.fr))).toEqual([
    'Fonction interrogée\u00A0: responsable au ministère',
    'Signalé à\u00A0: coordination nationale',
  ]);
});
