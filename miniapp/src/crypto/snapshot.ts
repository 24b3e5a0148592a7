// A conversation for the device cache. Lives here: turning it into plain JSON values and back.
// Must not: any key or text; only what the server could hold too, and this device's findings.
import { fromBase64url, toBase64url } from './bytes.ts';
import { Conversation } from './conversation.ts';
import { openEpochRecord, openEpochWrap } from './epoch.ts';
import { CryptoError, Refused } from './errors.ts';
import type { Finding } from './findings.ts';
import type { Random } from './random.ts';
import { type Identity, keysNamed } from './sign.ts';
import type { Boxed, CaseId, ChainHash, Direction, Envelope, Member, Signed } from './types.ts';

interface SavedMark {
  readonly epoch: number;
  readonly direction: Direction;
  readonly counter: number;
  readonly hash: string;
}

type SavedEntry = { readonly envelope: string } | { readonly ad: string; readonly body: string };

/** JSON-safe; bytes are base64url. Holds ciphertext, hashes and findings; no key, no plaintext. */
export interface Snapshot {
  readonly version: 1;
  readonly case: string;
  readonly me: Member;
  readonly epochs: readonly { readonly signed: string; readonly wrap: string }[];
  /** Empty when saved without its log: then the server is asked again, and heads still bind it. */
  readonly log: readonly SavedEntry[];
  readonly outgoing: readonly string[];
  readonly heads: readonly SavedMark[];
  readonly shown: readonly { readonly epoch: number; readonly counter: number }[];
  readonly findings: readonly Finding[];
}

/** Saves a conversation; `log: false` leaves the messages out, to save room. */
export function takeSnapshot(conversation: Conversation, options: { log: boolean }): Snapshot {
  const heads = conversation.rooms.flatMap(({ chains }) =>
    chains.map(({ epoch, direction, known }) => {
      return { epoch, direction, counter: known.counter, hash: toBase64url(known.hash) };
    }),
  );
  const log = conversation.accepted.map(({ wire }): SavedEntry => {
    if (wire.kind === 'message') return { envelope: toBase64url(wire.envelope) };
    return { ad: toBase64url(wire.ad), body: toBase64url(wire.body) };
  });
  return {
    version: 1,
    case: toBase64url(conversation.case),
    me: conversation.me,
    epochs: conversation.rooms.map(({ epoch }) => {
      return { signed: toBase64url(epoch.signed), wrap: toBase64url(epoch.wrap) };
    }),
    log: options.log ? log : [],
    outgoing: conversation.unsent.map((one) => toBase64url(one.envelope)),
    heads: heads.filter((head) => head.counter > 0),
    shown: [...conversation.shownMarks].map(([epoch, { counter }]) => ({ epoch, counter })),
    findings: conversation.findings,
  };
}

function replay(conversation: Conversation, snapshot: Snapshot, me: Identity): void {
  for (const saved of snapshot.epochs) {
    const record = openEpochRecord(fromBase64url(saved.signed) as Signed);
    const keys = keysNamed(
      me,
      conversation.me === 'student' ? record.student.sign : me.sign.public,
    );
    conversation.addEpoch(openEpochWrap(record, keys, fromBase64url(saved.wrap) as Boxed));
  }
  for (const head of snapshot.heads) {
    conversation.rememberHead(head, { ...head, hash: fromBase64url(head.hash) as ChainHash });
  }
  for (const entry of snapshot.log) {
    if ('envelope' in entry) conversation.receive(fromBase64url(entry.envelope) as Envelope);
    else conversation.receiveTombstone(fromBase64url(entry.ad), fromBase64url(entry.body));
  }
  conversation.requeue(snapshot.outgoing.map((one) => fromBase64url(one) as Envelope));
  for (const { epoch, counter } of snapshot.shown) conversation.markShown(epoch, counter);
}

/**
 * A conversation from the cache: every message is verified and opened again. Throws
 * `Refused('snapshot')` when it is damaged: forget it and start from the server.
 */
export function restoreSnapshot(snapshot: Snapshot, me: Identity, random?: Random): Conversation {
  if (snapshot.version !== 1) throw new Refused('snapshot');
  try {
    const conversation = new Conversation({
      case: fromBase64url(snapshot.case) as CaseId,
      me: snapshot.me,
      findings: snapshot.findings,
      ...(random === undefined ? {} : { random }),
    });
    replay(conversation, snapshot, me);
    return conversation;
  } catch (error) {
    // Anything may be in a damaged cache, so that other errors than ours come up too.
    if (error instanceof CryptoError || error instanceof TypeError) throw new Refused('snapshot');
    throw error;
  }
}
