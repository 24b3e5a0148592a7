// Talking to the sandbox. Lives here: fetch and the live socket. Must not: the DOM.
import type { Launch, LiveEvent, Snapshot, Whole } from './types.ts';

const RECONNECT_MS = 700;

export class Refused extends Error {}

async function ask<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`/sandbox/${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const value = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw new Refused(value.error ?? 'The sandbox refused.');
  return value;
}

export const whole = () => ask<Whole>('state');
export const snapshot = (person: number) => ask<Snapshot>(`people/${person}`);
export const addPerson = (name: string) =>
  ask<{ id: number }>('people', {
    first_name: name,
    username: name.toLowerCase().replace(/[^a-z0-9]+/g, '_'),
  });
export const installFault = (fault: object) => ask<object>('faults', fault);
export const clearFaults = () => ask<object>('faults/clear', {});

export interface Opened {
  launch?: Launch;
  external?: boolean;
}

export const act = <T = Opened>(person: number, name: string, body: object = {}) =>
  ask<T>(`people/${person}/${name}`, body);

export const customMethod = (person: number, method: string, params: unknown) =>
  ask<{ result?: unknown; error?: string }>(`people/${person}/cloud`, { method, params });

/** Live events; after a lost connection a 'reconnected' event asks for everything anew. */
export function listen(hear: (event: LiveEvent) => void, shown: (live: boolean) => void): void {
  let known = false;
  const connect = () => {
    if (!navigator.onLine) {
      addEventListener('online', connect, { once: true });
      return;
    }
    const socket = new WebSocket(`ws://${location.host}/sandbox/events`);
    // Chromium's network process spins on what arrives for a page that is to be offline.
    addEventListener('offline', () => socket.close(), { once: true });
    socket.onopen = () => {
      shown(true);
      if (known) hear({ type: 'reconnected' });
      known = true;
    };
    socket.onmessage = (message) => hear(JSON.parse(String(message.data)) as LiveEvent);
    socket.onclose = () => {
      shown(false);
      setTimeout(connect, RECONNECT_MS);
    };
  };
  connect();
}
