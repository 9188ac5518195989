/** What DynamoDB takes in one transaction. */
export const transactionActions = 100;

/** What every claim writes or checks, whatever its mail tells: the digest, the gate, the recipient. */
export const claimActions = 3;

/** Roles of one person that a claim has room for, whatever else is in it: few have more. */
const roomForAssignments = 3;

const mostPlans = 7;

/**
 * How much one digest holds, so that one claim can check all of it (RELIABILITY 2.2, step 6). A reminder costs one action: its
 * commitment, or the person it tells of, or its own row where it is dropped.
 */
export const digestLimits = {
  plans: mostPlans,
  reminders: transactionActions - claimActions - mostPlans - roomForAssignments,
} as const;
