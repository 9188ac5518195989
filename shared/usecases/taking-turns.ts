/** How often somebody begins again because others were quicker. */
const attempts = 5;

/** Others were quicker each time: infrastructure that is busy, to be tried again later. */
export class OvertakenError extends Error {
  constructor() {
    super('others publish the same at this moment');
    this.name = 'OvertakenError';
  }
}

/**
 * Does what answers null where somebody else came first, until it answers anything else.
 * @throws OvertakenError when that never happens
 */
export async function takingTurns<Value>(once: (attempt: number) => Promise<Value | null>): Promise<Value> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const done = await once(attempt);
    if (done !== null) return done;
  }
  throw new OvertakenError();
}
