// Renewed certificates and talking again, protocol.md §25. Lives here: what stands in a certificate's place for
// the student's device, and the two keys by the shared vectors. Must not: screens.
import { expect, test } from 'vitest';
import { acceptFirstEpoch } from '../../src/crypto/acceptance.ts';
import { againKeys } from '../../src/crypto/again.ts';
import { issueCertificate, openCertificate } from '../../src/crypto/certificates.ts';
import { Refused } from '../../src/crypto/errors.ts';
import { acceptRoster } from '../../src/crypto/roster.ts';
import { type EpochKey, Secret } from '../../src/crypto/secret.ts';
import type { Boxed, RecordHash, Signed } from '../../src/crypto/types.ts';
import { hex, said, vectors } from './vectors.ts';
import {
  asked,
  certificateBody,
  certificatesOf,
  firstEpoch,
  NOW,
  newTeam,
  type Person,
  rosterOf,
} from './world.ts';

test('tag and word are those of the shared vectors', () => {
  const [tag, word] = ['again tag', 'again word'].map((name) =>
    vectors('derived').find((one) => said(one, 'name') === name),
  );
  if (tag === undefined || word === undefined) throw new Error('no such vectors');
  const key: EpochKey = new Secret('epoch', hex(tag, 'key'));
  const recordHash = hex(tag, 'data').slice(0, 32) as RecordHash;
  expect(againKeys({ key, recordHash })).toEqual({
    tag: hex(tag, 'value'),
    word: hex(word, 'value'),
  });
});

/** A request to worker 1, who answers under a later certificate; as the student's device judges it. */
function answered(change: Parameters<typeof certificateBody>[1], earlier: boolean): () => unknown {
  const before = newTeam(1);
  const worker = before.workers[0] as Person;
  const request = asked(before);
  const coordinator = before.holders.coordinator.sign;
  const renewed = issueCertificate(coordinator, certificateBody(worker, { under18: 1, ...change }));
  const team = { ...before, workers: [{ ...worker, certificate: renewed }] };
  const roster = acceptRoster({
    signed: rosterOf(team, { version: 2, previous: request.roster.hash }),
    certificates: certificatesOf(team),
    earlier: earlier ? [worker.certificate, new Uint8Array(9) as unknown as Signed] : [],
    root: team.root.public,
    newest: request.roster,
    now: NOW,
  });
  const epoch = firstEpoch({ ...request, roster }, team.workers[0] as Person, worker.sign);
  const { student, intake, supervision } = request;
  const offered = { signed: epoch.signed, wrap: epoch.wraps[0] as Boxed };
  return () =>
    acceptFirstEpoch({ offered, student, intake, roster, avoid: [], supervision, now: NOW });
}

test('a renewed certificate stands in the place of the one that was sealed to', () => {
  expect(answered({}, true)).not.toThrow();
  expect(openCertificate(newTeam(1).workers[0]?.certificate as Signed).under18).toBe(1);
});

test('not where the earlier one is not shown, or was certified for more', () => {
  expect(answered({}, false)).toThrow(Refused);
  expect(answered({ under18: 0 }, true)).toThrow(Refused);
});
