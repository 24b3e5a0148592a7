// Where somebody is signed in. Lives here: the calls, and the shape of what is answered. Must not: more than the
// server says of a device, which is little on purpose (docs/api.md).
import type { SessionApi } from '../api/session.ts';
import { b64, count, flag, listOf, object, oneOf, type Reader } from '../api/shapes.ts';

export type Platform = 'android' | 'ios' | 'macos' | 'desktop' | 'web' | 'other';

/** One device of one's own; `since` is the start of a day, Unix seconds. */
export interface Device {
  readonly device: string;
  readonly platform: Platform;
  readonly since: number;
  readonly used: 'today' | 'week' | 'earlier';
  readonly windows: number;
  /** The one that asks. */
  readonly here: boolean;
}

const devices: Reader<{ readonly devices: readonly Device[] }> = object({
  devices: listOf(
    object<Device>({
      device: b64,
      platform: oneOf('android', 'ios', 'macos', 'desktop', 'web', 'other'),
      since: count,
      used: oneOf('today', 'week', 'earlier'),
      windows: count,
      here: flag,
    }),
  ),
});

export async function signedIn(api: SessionApi): Promise<readonly Device[]> {
  return devices(await api.ask('GET', '/api/sessions')).devices;
}

/** Signs one device out; of this one, its other windows. */
export async function signOutDevice(api: SessionApi, device: string): Promise<void> {
  await api.ask('DELETE', `/api/sessions/${device}`);
}
