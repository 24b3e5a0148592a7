// A message that the service refuses. Lives here: who asks for the case after it. Must not: how it is sent.
import { expect, it } from 'vitest';
import { RoomState } from '../../src/state/room.ts';

type Parts = ConstructorParameters<typeof RoomState>[0];

/** A room with one envelope in its queue, on a line that refuses it. */
async function refused(me: 'student' | 'worker', error: string): Promise<number> {
  let asked = 0;
  const cache = { inCharge: true, takeCharge: () => undefined, save: () => true };
  const conversation = {
    outgoing: [{ envelope: new Uint8Array(1) }],
    rooms: [],
    unsent: [],
    current: null,
    messages: () => [],
  };
  const parts = {
    ...{ caseId: 'x', me, identity: {} },
    api: {
      case: async () => {
        asked += 1;
        return {};
      },
    },
    line: { ready: true, send: async () => ({ t: 'refused', error }) },
    cache: { ...cache, restore: () => conversation, unsealed: () => [] },
    lock: (_: string, work: () => unknown) => work(),
    onCase: () => undefined,
  } as unknown as Parts;
  const room = new RoomState(parts);
  await room.flush();
  room.stop();
  return asked;
}

it('is asked about by a student, who reads on after the end', async () => {
  expect(await refused('student', 'not_found')).toBe(1);
});

it('is not asked about by a worker, to whom an ended conversation is closed', async () => {
  expect(await refused('worker', 'not_found')).toBe(0);
});

it.each(['student', 'worker'] as const)('of another kind is asked about by a %s', async (me) => {
  expect(await refused(me, 'malformed')).toBe(1);
});
