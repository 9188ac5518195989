import * as z from 'zod';

/** Tests of a part by how they ended; `broken` counts what failed outside of any test. */
const told = z.strictObject({ passed: z.int(), failed: z.int(), broken: z.int() });
export type Told = z.infer<typeof told>;

/** What the run over all mutants tells on the last line of its output. */
export const toldOfAll = z.strictObject({
  real: z.array(told.extend({ file: z.string() })),
  mutants: z.array(told.extend({ id: z.string(), isLoaded: z.boolean() })),
});
