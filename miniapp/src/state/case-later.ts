// What a conversation is made of, once somebody has one. Lives here: loading it. Must not: be gone around by
// whatever the first screen loads.
import { ApiError } from '../api/errors.ts';
import type { StudentCase } from './student-case.ts';

/** Throws ApiError `offline` where it does not come, as a call does. */
export async function loadCase(): Promise<typeof StudentCase> {
  try {
    return (await import('./student-case.ts')).StudentCase;
  } catch {
    throw new ApiError({ failure: 'offline' });
  }
}
