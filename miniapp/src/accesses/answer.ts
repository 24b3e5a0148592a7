// What the server says of accesses (docs/api.md, `/api/me/accesses`). Lives here: the call and its shape.
// Must not: opening what is sealed in it.
import type { SessionApi } from '../api/session.ts';
import { b64, count, listOf, object, type Reader, text } from '../api/shapes.ts';
import type { B64 } from '../api/types.ts';

/** One access: in which hour (Unix seconds), in which role, and the event. */
export interface Access {
  readonly hour: number;
  readonly role: string;
  readonly what: string;
}

/** An identity that was opened: the note about it, boxed to the student. */
export interface SealedOpening {
  readonly id: B64;
  readonly note: B64;
  readonly hour: number;
}

export interface AccessesAnswer {
  readonly accesses: readonly Access[];
  readonly disclosures: readonly SealedOpening[];
}

const read: Reader<AccessesAnswer> = object<AccessesAnswer>({
  accesses: listOf(object<Access>({ hour: count, role: text, what: text })),
  disclosures: listOf(object<SealedOpening>({ id: b64, note: b64, hour: count })),
});

export async function askAccesses(session: SessionApi): Promise<AccessesAnswer> {
  return read(await session.ask('GET', '/api/me/accesses'));
}
