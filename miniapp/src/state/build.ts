// The student's side, put together. Lives here: every object it needs, in one place. Must not: logic.
import { httpCaller } from '../api/http.ts';
import { PublicApi } from '../api/public.ts';
import { type Line, socketAddress } from '../api/socket.ts';
import type { Notice, Service } from '../api/types.ts';
import type { Telegram } from '../telegram/telegram.ts';
import { Entry } from './entry.ts';
import { browserShelf, LocalStore, prefixFor } from './local.ts';
import { deviceLock } from './locks.ts';
import { type Places, RoomDoor } from './room-door.ts';
import { deviceKey } from './steps.ts';
import { Student } from './student.ts';
import { Vault } from './vault.ts';

/** A WebSocket of the browser as the socket needs it. */
export function openLine(): Line {
  const socket = new WebSocket(socketAddress(window.location));
  socket.binaryType = 'arraybuffer';
  const line: Line = {
    send: (data) => socket.send(data),
    close: () => socket.close(),
    onopen: null,
    onclose: null,
    onmessage: null,
  };
  socket.onopen = () => line.onopen?.();
  socket.onclose = () => line.onclose?.();
  socket.onmessage = (event) => line.onmessage?.({ data: event.data });
  return line;
}

/** SecureStorage came with version 9.0; older clients would only keep us waiting. */
function hasSecureStorage(version: string): boolean {
  return Number.parseInt(version, 10) >= 9;
}

export async function buildDoor(parts: {
  readonly telegram: Telegram;
  readonly service: Service;
  readonly notices: readonly Notice[];
}): Promise<RoomDoor> {
  const { telegram, service, notices } = parts;
  const { userId, userName, initData, start, version } = telegram.launch;
  const prefix = await prefixFor({ userId: userId ?? 'nobody', side: 'student' });
  const store = new LocalStore({ shelf: browserShelf(), prefix });
  const call = httpCaller();
  const device = {
    api: new PublicApi(call, telegram.launch.platform),
    side: 'student',
    initData,
    key: deviceKey(store),
  } as const;
  const secure = hasSecureStorage(version) ? telegram.secure : null;
  const make = ({ store, vault, cloud }: Places): Student =>
    new Student({
      entry: new Entry({ device, call, vault, cloud }),
      service,
      notices,
      store,
      lock: deviceLock(),
      person: { id: userId ?? '', name: userName },
      poster: start.kind === 'poster' ? start.fingerprint : null,
      openLine,
    });
  const vault = new Vault({ local: store, secure });
  const door = new RoomDoor({ store, vault, cloud: telegram.cloud, make });
  window.addEventListener('online', () => door.student.value?.hurry());
  window.addEventListener('offline', () => door.student.value?.lostNetwork());
  window.addEventListener('storage', ({ key }) => {
    if (key === store.keyOf('lock') || key === store.keyOf('lock-said')) void door.again();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') door.student.value?.hurry();
  });
  return door;
}
