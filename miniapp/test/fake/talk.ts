// A student in a room with a worker, over the fake server. Lives here: getting there, and what the room shows. Must
// not: expectations of a story.
import type { RoomState } from '../../src/state/room.ts';
import { type Phone, until, writeLetter } from './phone.ts';
import type { FakeServer } from './server.ts';
import { FakeWorker } from './worker.ts';

export const CANARY = 'the heron sleeps on one leg';

export function caseOf(phone: Phone): string {
  const id = phone.student.case.value?.id;
  if (id === undefined) throw new Error('there is no case');
  return id;
}

export function roomOf(phone: Phone): RoomState {
  const room = phone.student.case.value?.room.value;
  if (!room) throw new Error('there is no room');
  return room;
}

export const texts = (phone: Phone) => roomOf(phone).messages.value.map((one) => one.text);

/** The last of one's own messages. */
export const lastOwn = (phone: Phone) =>
  roomOf(phone)
    .messages.value.filter((one) => one.mine)
    .at(-1);

export async function openRoom(server: FakeServer, phone: Phone): Promise<FakeWorker> {
  await writeLetter(phone, CANARY);
  await until(() => phone.student.place.value === 'waiting');
  const worker = new FakeWorker(server, caseOf(phone));
  worker.claim();
  worker.accept('I read your letter.');
  await until(() => phone.student.place.value === 'room' && texts(phone).length === 1);
  // On a real screen the message would be in sight.
  roomOf(phone).shown(1, 1);
  return worker;
}
