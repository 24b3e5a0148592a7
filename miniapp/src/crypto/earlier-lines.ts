// Lines of before, protocol.md §17. Lives here: one message of an earlier epoch with the key that opens it
// alone, made by who was there and read by who was not. Must not: which lines, or whether they stood.
import { isBlob } from './blob.ts';
import { equal } from './bytes.ts';
import type { Chain } from './chain.ts';
import { opened, Refused } from './errors.ts';
import type { EarlierLine } from './handover.ts';
import { type Intake, letter, letterAd } from './intake.ts';
import { parseEnvelope, readContent } from './message.ts';
import { messageKey, openByMessageKey } from './message-key.ts';
import { unpad } from './padding.ts';
import { open } from './seal.ts';
import type { CaseId, ChainHash, Direction, Envelope, Seconds } from './types.ts';

/** A text of before, as the student shared it. */
export interface ReadLine {
  readonly epoch: number;
  readonly direction: Direction;
  readonly counter: number;
  /** Its place in the chain of its direction, by which the server can be asked whether it stood. */
  readonly hash: ChainHash;
  readonly time: Seconds;
  readonly text: string;
}

/** One message with its key. Throws `NotOpened` for what is not of this chain. */
export function showLine(chain: Chain, envelope: Envelope): EarlierLine {
  const { header, ad, sealed } = parseEnvelope(envelope);
  if (header.epoch !== chain.epoch || header.direction !== chain.direction) {
    throw new Refused('handover-mismatch');
  }
  return { epoch: chain.epoch, message: envelope, key: messageKey(chain.key.reveal(), ad, sealed) };
}

/** What a line says, or null for one that cannot be read in this epoch of this case. */
export function readLine(
  line: EarlierLine,
  at: { readonly case: CaseId; readonly epoch: number },
): ReadLine | null {
  return opened(() => {
    const { header, ad, sealed, hash } = parseEnvelope(line.message);
    const here = equal(header.case, at.case) && header.epoch === line.epoch;
    if (!here || line.epoch < 1 || line.epoch >= at.epoch) return null;
    const said = readContent(openByMessageKey(line.key, ad, sealed));
    if (said.kind !== 'text') return null;
    const { direction, counter } = header;
    return { epoch: line.epoch, direction, counter, hash, time: said.time, text: said.text };
  });
}

/** The letter of a request by its key (§17); null unless it is the one that the intake signed. */
export function letterByKey(intake: Intake, sealed: Uint8Array, key: Uint8Array): string | null {
  const { body } = intake;
  if (!isBlob(body.letter, sealed)) return null;
  const ad = letterAd.encode({ case: body.case, revision: body.revision, sign: body.sign });
  return opened(() => letter.decode(unpad(open(key, ad, sealed))).text);
}

/** By which two lines are told apart. */
export const lineKey = ({ epoch, direction, counter }: ReadLine): string =>
  `${epoch}:${direction}:${counter}`;
