const fixed: ReadonlyMap<string, string> = new Map([
  ['+1wd', 'after the deadline'],
  ['escalation', 'no answer, told to deputy and point of contact'],
  ['catch-up', 'past when mail was switched on'],
]);

/** A reminder's step in words: `-30` is "30 days before". */
export function stepWords(step: string): string {
  const known = fixed.get(step);
  if (known !== undefined) return known;
  const days = /^-(\d+)$/.exec(step)?.[1];
  if (days !== undefined) return days === '1' ? 'the day before' : `${days} days before`;
  if (step.startsWith('overdue-')) return 'overdue, monthly';
  return step.startsWith('deadline-changed-') ? 'deadline changed' : step;
}
