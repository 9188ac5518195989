import { expect, test } from 'vitest';
import { reminderStep } from '../../shared/domain/ledger.ts';
import { stepWords } from '../../shared/showing/step-words.ts';

test('every step of a reminder has words in both languages', () => {
  for (const step of ['-30', '-1', '+1wd', 'overdue-2021-11', 'escalation', 'catch-up', 'deadline-changed-4']) {
    expect(reminderStep.safeParse(step).success, step).toBe(true);
    for (const language of ['fr', 'en'] as const) expect(stepWords(step, language), step).not.toBe(step);
  }
  expect(stepWords('-30', 'fr')).toBe('30\u00A0jours avant');
  expect(stepWords('-1', 'en')).toBe('the day before');
});
