// How long a test waits for what will come. Lives here: one number for all of them.
// Must not: anything that a test judges by time.

/** The machine may be busy with other tests: far longer than anything takes, and short of a test's own end. */
export const PATIENCE = { timeout: 60_000 } as const;
