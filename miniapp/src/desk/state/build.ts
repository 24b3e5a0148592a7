// The staff side, put together. Lives here: every object it needs, in one place. Must not: logic.
import { httpCaller } from '../../api/http.ts';
import { PublicApi } from '../../api/public.ts';
import type { Service } from '../../api/types.ts';
import { openLine } from '../../state/build.ts';
import { IdleLock } from '../../state/idle.ts';
import { browserShelf, LocalStore, prefixFor } from '../../state/local.ts';
import { deviceLock } from '../../state/locks.ts';
import { deviceKey } from '../../state/steps.ts';
import type { Telegram } from '../../telegram/telegram.ts';
import { DeskState } from './desk.ts';
import { StaffEntry } from './entry.ts';
import { staffShelf } from './shelf.ts';

const seconds = (): number => Math.floor(Date.now() / 1000);

export async function buildDesk(parts: {
  readonly telegram: Telegram;
  readonly service: Service;
}): Promise<DeskState> {
  const { telegram, service } = parts;
  const { userId, initData, start } = telegram.launch;
  const prefix = await prefixFor({ userId: userId ?? 'nobody', side: 'staff' });
  const store = new LocalStore({ shelf: staffShelf(browserShelf(), prefix), prefix });
  const call = httpCaller();
  const key = deviceKey(store);
  const entry = new StaffEntry({
    device: { api: new PublicApi(call, telegram.launch.platform), side: 'staff', initData, key },
    call,
    invite: start.kind === 'invite' ? start.token : null,
    now: seconds,
  });
  const minutes = service.staff_idle_minutes;
  const desk = new DeskState({
    entry,
    service,
    store,
    lock: deviceLock(),
    openLine,
    idle: (lock) => new IdleLock({ page: document, minutes, lock, now: () => Date.now() }),
    now: seconds,
  });
  window.addEventListener('online', () => desk.hurry());
  window.addEventListener('offline', () => desk.lostNetwork());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') desk.hurry();
  });
  return desk;
}
