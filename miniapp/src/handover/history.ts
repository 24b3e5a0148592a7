// What goes along to the next worker. Lives here: the student's choice, and the papers that it becomes
// (protocol.md §17). Must not: send them, or choose.
import type { CaseAnswer } from '../api/types.ts';
import { unwrapKey } from '../crypto/asking.ts';
import { fromBase64url } from '../crypto/bytes.ts';
import type { Conversation } from '../crypto/conversation.ts';
import { showLine } from '../crypto/earlier-lines.ts';
import { type EarlierLine, lineSize, writeCard, writeEarlier } from '../crypto/handover.ts';
import { type Card, STUDENT_ENTRY } from '../crypto/intake.ts';
import { LARGEST_PAPER } from '../crypto/message.ts';
import { type Identity, keysNamed } from '../crypto/sign.ts';
import type { OwnRequest } from '../state/request.ts';

/** Nothing; a summary of one's own; the last so many messages; everything, the first letter too. */
export type What = 'nothing' | 'summary' | 'last' | 'everything';

export interface Choice {
  readonly what: What;
  readonly summary: string;
  readonly last: number;
  /** How many entries of the case's record go along (§24); 0 for none. */
  readonly record: number;
  /** Whether there is a record could not be found out, or not all of it could be opened. */
  readonly unsure: boolean;
}

export const LASTS = [10, 30, 100] as const;
/** Room for the card and everything else beside lines. */
const ROOM_FOR_LINES = LARGEST_PAPER - 20_000;
const MOST_LINES = 500;

/** A choice out of something kept; null for anything else. */
export function readChoice(value: unknown): Choice | null {
  const { what, summary, last, record, unsure } = (value ?? {}) as Partial<
    Record<keyof Choice, unknown>
  >;
  const known =
    what === 'nothing' || what === 'summary' || what === 'last' || what === 'everything';
  if (!known || typeof summary !== 'string' || !Number.isSafeInteger(last)) return null;
  return {
    what,
    summary,
    last: Number(last),
    record: Number.isSafeInteger(record) ? Math.max(0, Number(record)) : 0,
    unsure: unsure === true,
  };
}

/** The card as those who are asked see it, and who comes. */
export function cardOf({ intake, wishes }: OwnRequest): Card {
  const { topic, help, know, name, age } = wishes;
  const { case: of, revision, sign, box } = intake.body;
  return { case: of, revision, topic, help, know, name, age, sign, box };
}

/** The texts of the epochs before, in their order; those that were taken back are not there any more. */
function linesBefore(conversation: Conversation): readonly EarlierLine[] {
  const now = conversation.current?.body.number ?? 0;
  return conversation.messages().flatMap((message): readonly EarlierLine[] => {
    const settled = message.epoch < now && message.counter > 0 && message.tick !== 'sending';
    if (!settled || message.text === null) return [];
    const room = conversation.rooms.find((one) => one.epoch.body.number === message.epoch);
    const chain = room?.chains[message.mine ? 0 : 1];
    const wire = chain?.entries[message.counter - 1]?.wire;
    if (chain === undefined || wire?.kind !== 'message') return [];
    return [showLine(chain, wire.envelope)];
  });
}

/** How many texts there are to share, both sides'. */
export const howMany = (conversation: Conversation): number =>
  conversation.messages().filter((one) => one.text !== null && one.tick !== 'sending').length;

/** Lines in as many portions as they need. */
export function portions(lines: readonly EarlierLine[]): readonly (readonly EarlierLine[])[] {
  const all: EarlierLine[][] = [];
  let [room, last]: [number, EarlierLine[]] = [0, []];
  for (const line of lines) {
    const size = lineSize(line);
    if (size > room || last.length >= MOST_LINES) {
      last = [];
      room = ROOM_FOR_LINES;
      all.push(last);
    }
    last.push(line);
    room -= size;
  }
  return all;
}

/** The papers for whoever comes, in the epoch that they joined with. Throws CryptoError. */
export function historyOf(request: {
  readonly choice: Choice;
  readonly own: OwnRequest;
  readonly answer: CaseAnswer;
  readonly me: Identity;
  readonly conversation: Conversation;
}): readonly Uint8Array[] {
  const { choice, own, answer, conversation } = request;
  const before = linesBefore(conversation);
  const lines =
    choice.what === 'everything'
      ? before
      : choice.what === 'last'
        ? before.slice(-choice.last)
        : [];
  const [first, ...rest] = portions(lines);
  const of = own.intake.body.case;
  const whole = {
    case: of,
    card: writeCard(cardOf(own)),
    letterKey: choice.what === 'everything' ? letterKeyOf(own, answer, request.me) : null,
    summary: choice.what === 'summary' ? choice.summary.trim() : '',
    lines: first ?? [],
  };
  const bare = { case: of, card: new Uint8Array(0), letterKey: null, summary: '' };
  return [whole, ...rest.map((more) => ({ ...bare, lines: more }))].map(writeEarlier);
}

function letterKeyOf({ intake }: OwnRequest, answer: CaseAnswer, me: Identity): Uint8Array | null {
  const { letter, wraps } = answer;
  if (!letter || !wraps?.letter) return null;
  const { box } = keysNamed(me, intake.body.sign);
  const wrap = fromBase64url(wraps.letter);
  const sealed = fromBase64url(letter);
  return unwrapKey({ intake, certificate: STUDENT_ENTRY, box, wrap, sealed }, 'letter');
}
