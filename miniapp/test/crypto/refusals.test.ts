// The shared vectors that must be refused, and those of whole records that must be accepted.
// Lives here: what tests/vectors says of keys, rosters, requests, epochs and a conversation.

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { expect, test } from 'vitest';
import { acceptFirstEpoch, acceptNextEpoch } from '../../src/crypto/acceptance.ts';
import { openCard, openLetter } from '../../src/crypto/asking.ts';
import { isBlob } from '../../src/crypto/blob.ts';
import { BoxKey, requireBoxKey } from '../../src/crypto/box.ts';
import { equal, fromHex, toHex } from '../../src/crypto/bytes.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import { type Epoch, openEpochRecord } from '../../src/crypto/epoch.ts';
import { BadSignature } from '../../src/crypto/errors.ts';
import { openIntake, STUDENT_ENTRY } from '../../src/crypto/intake.ts';
import { unpad } from '../../src/crypto/padding.ts';
import { followRoot } from '../../src/crypto/root.ts';
import { acceptRoster, type RosterMark } from '../../src/crypto/roster.ts';
import { open } from '../../src/crypto/seal.ts';
import {
  type Identity,
  openSigned,
  requireSignKey,
  SigningKey,
  verify,
} from '../../src/crypto/sign.ts';
import type {
  Boxed,
  CertificateId,
  Envelope,
  RosterHash,
  Signed,
  SignPublic,
} from '../../src/crypto/types.ts';
import { wordsToSecret } from '../../src/crypto/words.ts';
import { requireCost } from '../../src/crypto/wrapping.ts';
import { hex, hexes, said, structure, structures, type Vector, vectors } from './vectors.ts';
import { failure } from './world.ts';

const first = (file: string, name: string): Vector => {
  const found = vectors(file).find((one) => one['name'] === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
};

const student: Identity = {
  sign: new SigningKey(hex(first('keys', 'signing'), 'seed')),
  box: new BoxKey(hex(first('keys', 'box'), 'secret')),
};

/** The student's own box with this blob hash, from the boxes of the vectors. */
function wrapOf(record: Signed): Boxed {
  const { body } = openEpochRecord(record);
  const boxes = vectors('boxed').map((one) => hex<Boxed>(one, 'boxed'));
  const own = body.wraps[0];
  const found = boxes.find((one) => own !== undefined && isBlob(own, one));
  if (found === undefined) throw new Error('no wrap');
  return found;
}

function roster(vector: Vector) {
  const newest = vector['newest'] as { version: number; hash: string } | null;
  const mark: RosterMark | null =
    newest === null ? null : { version: newest.version, hash: fromHex(newest.hash) as RosterHash };
  return acceptRoster({
    signed: hex<Signed>(vector, 'roster'),
    certificates: hexes<Signed>(vector, 'certificates'),
    root: hex<SignPublic>(vector, 'root'),
    newest: mark,
    now: Number(vector['now']),
  });
}

const accepted = first('rosters', 'accepted');
const request = first('requests', 'request');
const NOW = Number(accepted['now']);

function wraps(certificate: Uint8Array): { card: Uint8Array; letter: Uint8Array } {
  const all = request['wraps'] as { certificate: string; card: string; letter: string }[];
  const mine = all.find((one) => one.certificate === toHex(certificate));
  if (mine === undefined) throw new Error('no wraps');
  return { card: fromHex(mine.card), letter: fromHex(mine.letter) };
}

function letterFor(certificate: CertificateId, box: BoxKey) {
  const intake = openIntake(hex<Signed>(request, 'intake'));
  const mine = wraps(certificate);
  const common = { intake, certificate, box };
  const card = openCard({ ...common, wrap: mine.card, sealed: hex(request, 'card') });
  return { card, ...openLetter({ ...common, wrap: mine.letter, sealed: hex(request, 'letter') }) };
}

function firstEpoch(vector: Vector, wrap: Boxed): Epoch {
  const { supervision } = letterFor(STUDENT_ENTRY, student.box);
  return acceptFirstEpoch({
    offered: { signed: hex<Signed>(vector, 'record'), wrap },
    student,
    intake: openIntake(hex<Signed>(vector, 'intake')),
    roster: roster(accepted),
    avoid: [],
    supervision,
    now: NOW,
  });
}

const honest = first('epochs', 'first');
const second = first('epochs', 'second');

function nextEpoch(vector: Vector, wrap: Boxed, me = student): Epoch {
  const statement = (name: string) => (vector[name] === null ? null : hex<Signed>(vector, name));
  return acceptNextEpoch({
    before: firstEpoch(honest, wrapOf(hex<Signed>(honest, 'record'))),
    offered: { signed: hex<Signed>(vector, 'record'), wrap },
    me,
    roster: roster(accepted),
    memberChange: statement('worker_change'),
    keyChange: statement('student_change'),
    now: NOW,
  });
}

test('the roster, the request and both epochs are accepted', () => {
  expect(toHex(roster(accepted).hash)).toBe(accepted['hash']);
  const own = letterFor(STUDENT_ENTRY, student.box);
  const worker = roster(accepted).certificates.find((one) => one.role === 'worker');
  const boxes = vectors('boxed').map((one) => new BoxKey(hex(one, 'secret')));
  const box = boxes.find((one) => worker !== undefined && equal(one.public, worker.box));
  if (worker === undefined || box === undefined) throw new Error('no worker');
  const theirs = letterFor(worker.id, box);
  expect(theirs.text).toBe(own.text);
  expect(theirs.card).toEqual(own.card);
  expect(firstEpoch(honest, wrapOf(hex<Signed>(honest, 'record'))).body.number).toBe(1);
  expect(nextEpoch(second, wrapOf(hex<Signed>(second, 'record'))).body.number).toBe(2);
});

const successions = vectors('epochs').filter((one) => 'epoch_key' in one);

test.each(successions.map((one) => [said(one, 'name'), one] as const))('accepted: %s', (_, one) => {
  const me = { sign: new SigningKey(hex(one, 'seed')), box: new BoxKey(hex(one, 'secret')) };
  const epoch = nextEpoch(one, wrapOf(hex<Signed>(one, 'record')), me);
  expect(toHex(epoch.key.reveal())).toBe(one['epoch_key']);
});

test('the conversation of the vectors is read whole by the student’s device', () => {
  const epochs = [
    firstEpoch(honest, wrapOf(hex<Signed>(honest, 'record'))),
    nextEpoch(second, wrapOf(hex<Signed>(second, 'record'))),
  ] as const;
  const device = new Conversation({ case: epochs[0].body.case, me: 'student' });
  for (const epoch of epochs) device.addEpoch(epoch);
  const pending = vectors('messages').map((one) => hex<Envelope>(one, 'message'));
  for (const envelope of pending) {
    expect(device.receive(envelope).status).toBe('accepted');
  }
  expect(device.findings).toEqual([]);
  const shown = device.messages();
  const written = vectors('messages').filter((one) => /^(text|consent)$/.test(said(one, 'kind')));
  expect(shown).toHaveLength(written.length);
  expect(shown.filter((one) => one.takenBack)).toHaveLength(1);
});

/** What a vector's `do` asks for; each must throw. */
const actions: Readonly<Record<string, (vector: Vector) => unknown>> = {
  box_key: (vector) => requireBoxKey(hex(vector, 'key')),
  sign_key: (vector) => requireSignKey(hex(vector, 'key')),
  verify: (vector) => {
    const [key, data, signature] = [
      hex(vector, 'key'),
      hex(vector, 'data'),
      hex(vector, 'signature'),
    ];
    if (!verify(key, data, signature)) throw new BadSignature();
  },
  open_sealed: (vector) => open(hex(vector, 'key'), hex(vector, 'ad'), hex(vector, 'sealed')),
  box_open: (vector) => new BoxKey(hex(vector, 'secret')).open(hex(vector, 'boxed')),
  decode: (vector) => structure(said(vector, 'label')).decode(hex(vector, 'data')),
  open_signed: (vector) => openSigned(structure(said(vector, 'label')), hex(vector, 'data')),
  unpad: (vector) => unpad(hex(vector, 'data')),
  wrapping: ({ memory, passes, lanes }) =>
    requireCost({ memory: Number(memory), passes: Number(passes), lanes: Number(lanes) }),
  words: (vector) => wordsToSecret(said(vector, 'words').split(' ')),
  roster,
  follow_root: (vector) =>
    followRoot(hex<SignPublic>(vector, 'pinned'), hexes<Signed>(vector, 'changes')),
  first_epoch: (vector) => firstEpoch(vector, wrapOf(hex<Signed>(honest, 'record'))),
  next_epoch: (vector) => nextEpoch(vector, wrapOf(hex<Signed>(second, 'record'))),
};

test.each(vectors('negative').map((one) => [said(one, 'name'), one] as const))(
  'refused: %s',
  (_, vector) => {
    const action = actions[said(vector, 'do')];
    if (action === undefined) throw new Error(`nothing does ${said(vector, 'do')}`);
    const reason = failure(() => action(vector));
    // For the rule it breaks: the wrap is the honest record's, and would be refused last.
    expect(['nothing', 'epoch-wrap', 'Error', 'TypeError', 'RangeError']).not.toContain(reason);
    const label = vector['label'];
    if (label !== undefined) expect(structures.has(String(label))).toBe(true);
  },
);

test('attack 11: the crafted ciphertext does open under both keys without the commitment', () => {
  const crafted = first('negative', 'opens under two keys but for the commitment');
  const sealed = hex(crafted, 'sealed');
  for (const key of hexes(crafted, 'inner_keys')) {
    const cipher = xchacha20poly1305(key, sealed.subarray(0, 24), hex(crafted, 'ad'));
    expect(cipher.decrypt(sealed.subarray(56))).toHaveLength(32);
  }
  expect(failure(() => actions['open_sealed']?.(crafted))).toBe('NotOpened');
});
