/** How many answers are kept before all are forgotten: more than the days and hours of one tick or rehearsal. */
const most = 4_096;

/**
 * Remembers what a pure function answered. The days and instants of a plan are asked for thousands of times in one tick, and
 * arithmetic on calendars takes its time.
 */
export function remembered<Asked extends readonly (string | number)[], Answer extends object | string | number | boolean>(
  compute: (...asked: Asked) => Answer,
  atMost = most,
): (...asked: Asked) => Answer {
  const known = new Map<string | number, Answer>();
  return (...asked) => {
    const [only = ''] = asked;
    const key = asked.length === 1 ? only : asked.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= atMost) known.clear();
    const answer = compute(...asked);
    known.set(key, answer);
    return answer;
  };
}
