// Times as dates. Lives here: turning seconds that others wrote into a date that can always be shown.
// Must not: the form in which it is shown.

/** The last second that a date can hold (ECMA-262, time values). */
const LAST = 8.64e12;

/** Seconds since 1970, of a device, a worker or the server: whatever they say, no screen breaks. */
export function dateAt(seconds: number): Date {
  return new Date(Math.min(seconds, LAST) * 1000);
}
