// By which ways a student may be reached outside this service, protocol.md §5.1 and §17 (R5). Lives here: the
// one short text and its only values. Must not: where it is sealed (capsule.ts, handover.ts), or words to show.
import { Malformed } from './errors.ts';

/** Their phone rung, a message left on it, a text message to it, a letter to where they live. */
export const WAYS = ['call', 'voicemail', 'text', 'letter'] as const;
export type Way = (typeof WAYS)[number];

const NONE = 'none';

/** Throws unless it is some of the ways, once each in their order, or `none`. */
export function checkWays(said: string): void {
  if (said === NONE) return;
  const places = said.split(' ').map((word) => WAYS.indexOf(word as Way));
  const ascending = places.every((at, n) => at >= 0 && (n === 0 || at > (places[n - 1] ?? 0)));
  if (!ascending) throw new Malformed('ways stand once each, in their order');
  if (said.startsWith('voicemail')) throw new Malformed('a voicemail begins with a call');
}

/** The ways in the text; none where it says `none`, or is empty because nothing was said. */
export const readWays = (said: string): readonly Way[] =>
  WAYS.filter((way) => said.split(' ').includes(way));

/** The text for these ways. A voicemail falls away where nobody may call. */
export function writeWays(ways: readonly Way[]): string {
  const said = WAYS.filter(
    (way) => ways.includes(way) && (way !== 'voicemail' || ways.includes('call')),
  );
  return said.length === 0 ? NONE : said.join(' ');
}
