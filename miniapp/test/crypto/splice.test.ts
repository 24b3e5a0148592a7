// A server that adds people or moves messages. Lives here: attacks 7 and 8 on raw bytes, which
// our own encoders would not make. Must not: what honest devices do.
import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { compare, concat, u32be, utf8 } from '../../src/crypto/bytes.ts';
import { type MadeEpoch, makeEpoch } from '../../src/crypto/epoch.ts';
import { parseEnvelope } from '../../src/crypto/message.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { Boxed, Envelope, Signed } from '../../src/crypto/types.ts';
import { accept, asked, failure, firstEpoch, NOW, newTeam, type Pair, pair } from './world.ts';

const team = newTeam();

const field = (raw: Uint8Array): Uint8Array => concat(u32be(raw.length), raw);

/** A structure of any label and fields, as anybody could write it. */
function structure(label: string, fields: readonly Uint8Array[]): Uint8Array {
  const name = utf8(label);
  return concat(Uint8Array.of(1, name.length), name, ...fields.map(field));
}

/** The fields of a run of fields. */
function fieldsOf(raw: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < raw.length; ) {
    const length = new DataView(raw.buffer, raw.byteOffset + at, 4).getUint32(0);
    found.push(raw.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

const inside = (label: string, raw: Uint8Array): Uint8Array[] =>
  fieldsOf(raw.slice(2 + label.length));

function signedBy(key: SigningKey, body: Uint8Array): Signed {
  const signature = ed25519.sign(body, key.reveal());
  return structure('signed', [body, key.public, signature]) as Signed;
}

const MEMBERS = 5;
const WRAPS = 6;

/** The record with one more item in these of its lists, signed by `key`. */
function crowded(record: Signed, key: SigningKey, more: Readonly<Record<number, Uint8Array>>) {
  const [body] = inside('signed', record) as [Uint8Array];
  const fields = inside('epoch', body).map((raw, place) => {
    const extra = more[place];
    return extra === undefined ? raw : concat(raw, field(extra));
  });
  return signedBy(key, structure('epoch', fields));
}

test('attack 8: a third member or a second wrap is refused, even by the worker’s own key', () => {
  const request = asked(team);
  const [worker] = team.workers as [(typeof team.workers)[number]];
  const honest = firstEpoch(request, worker, worker.sign);
  const [body] = inside('signed', honest.signed) as [Uint8Array];
  // Taken apart and put together again it is the same record: the crowd is what is refused.
  expect(compare(crowded(honest.signed, worker.sign, {}), honest.signed)).toBe(0);
  const members = fieldsOf(inside('epoch', body)[MEMBERS] as Uint8Array);
  expect(members).toHaveLength(2);
  const ghost = structure('member', [
    utf8('worker'),
    systemRandom(32),
    SigningKey.generate().public,
    systemRandom(32),
  ]);
  for (const key of [worker.sign, SigningKey.generate()]) {
    for (const more of [
      { [MEMBERS]: ghost, [WRAPS]: systemRandom(32) },
      { [MEMBERS]: ghost },
      { [WRAPS]: systemRandom(32) },
      { [MEMBERS]: members[1] as Uint8Array, [WRAPS]: systemRandom(32) },
    ]) {
      const record = crowded(honest.signed, key, more);
      const reason = failure(() => accept(request, record, honest.wraps[0] as Boxed));
      expect(['nothing', 'Error', 'TypeError', 'RangeError']).not.toContain(reason);
    }
  }
  expect(failure(() => accept(request, honest.signed, honest.wraps[0] as Boxed))).toBe('nothing');
});

function nextOf(of: Pair): MadeEpoch {
  return makeEpoch({
    creator: of.worker.sign,
    case: of.case,
    number: 2,
    previous: of.epoch.recordHash,
    roster: of.roster,
    student: { sign: of.student.sign.public, box: of.student.box.public },
    worker: {
      certificate: of.epoch.worker.certificate as NonNullable<typeof of.epoch.worker.certificate>,
      sign: of.worker.sign.public,
      box: of.worker.box.public,
    },
    supervision: of.supervision,
    made: NOW,
  });
}

test('attack 7: a message of an epoch does not open in another one', () => {
  const both = pair(team);
  const first = both.forStudent.sealNext({ kind: 'text', text: 'of epoch one' }, NOW);
  both.forStudent.acknowledge(first);
  both.forWorker.receive(first.envelope);
  const made = nextOf(both);
  both.forWorker.addEpoch(made);
  both.forStudent.addEpoch({ ...made, wrap: made.wraps[0] as Boxed });
  const second = both.forStudent.sealNext({ kind: 'text', text: 'of epoch two' }, NOW);
  const { ad } = parseEnvelope(second.envelope);
  const { sealed } = parseEnvelope(first.envelope);
  const spliced = structure('message', [ad, sealed]) as Envelope;
  expect(both.forWorker.receive(spliced)).toMatchObject({
    status: 'refused',
    finding: { kind: 'unreadable' },
  });
  expect(both.forWorker.receive(second.envelope).status).toBe('accepted');
  expect(both.forWorker.messages().map((one) => one.text)).toEqual([
    'of epoch one',
    'of epoch two',
  ]);
});
