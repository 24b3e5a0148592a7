// Devices that say something, for the tests of conversations. Lives here: saying, and what is shown.
// Must not: tests, or a server (server.ts).
import { expect } from 'vitest';
import { Conversation } from '../../src/crypto/conversation.ts';
import type { Pending } from '../../src/crypto/outgoing.ts';
import type { Boxed, Envelope } from '../../src/crypto/types.ts';
import { accept, NOW, type Pair } from './world.ts';

/** Says it, and leaves it to be sent. */
export function say(device: Conversation, text: string, now = NOW): Pending {
  return device.sealNext({ kind: 'text', text }, now);
}

/** What is shown, in order. */
export function texts(device: Conversation): (string | null)[] {
  return device.messages().map((one) => one.text);
}

/** What does not fit and was not resolved. */
export function open(device: Conversation): string[] {
  return device.findings.filter((one) => !one.resolved).map((one) => one.kind);
}

/** The student on another device. */
export function secondDevice(of: Pair): Conversation {
  const device = new Conversation({ case: of.case, me: 'student' });
  device.addEpoch(accept(of, of.epoch.signed, of.epoch.wraps[0] as Boxed));
  return device;
}

/** Student says each of these, acknowledged; the envelopes as the server has them. */
export function sent(from: Conversation, ...written: string[]): Envelope[] {
  return written.map((text) => {
    const one = say(from, text);
    expect(from.acknowledge(one)).toBe(true);
    return one.envelope;
  });
}
