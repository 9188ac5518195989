import { expect, test } from 'vitest';
import { reminderStep } from '../../shared/domain/ledger.ts';
import { stepWords } from '../../shared/showing/step-words.ts';

test('every step of a reminder has words in both languages', () => {
  const deadlines = ['-30', '-1', '+1wd', 'overdue-2021-11', 'escalation', 'catch-up', 'deadline-changed-4'];
  const others = ['campaign-open', 'campaign-14', 'campaign-3', 'notice-4', 'stopped-p-0000000000000000'];
  for (const step of [...deadlines, ...others]) {
    expect(reminderStep.safeParse(step).success, step).toBe(true);
    for (const language of ['fr', 'en'] as const) expect(stepWords(step, language), step).not.toBe(step);
  }
  expect(stepWords('-30', 'fr')).toBe('30\u00A0jours avant');
  expect(stepWords('-1', 'en')).toBe('the day before');
});
