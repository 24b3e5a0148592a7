// A page of the team's file, protocol.md §18. Lives here: whose certificates, receipts and trainings a device
// takes for this member's, and which training counts. Must not: screens.
import { expect, test } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import type { SigningKey } from '../../src/crypto/sign.ts';
import { signTraining, type Training } from '../../src/crypto/training.ts';
import { everyHolder, openSheet, trained } from '../../src/desk/state/sheet.ts';
import type { SheetRow } from '../../src/desk/state/team-file-answers.ts';
import { certificatesOf, NOW, newIdentity, newTeam, type Person } from '../crypto/world.ts';

const DAY = 86_400;
const team = newTeam(2);
const [worker, other] = team.workers as [Person, Person];
const holders = everyHolder(certificatesOf(team).map(toBase64url), team.root.public);
const said: Training = {
  id: new Uint8Array(16),
  member: worker.sign.public,
  what: 'Listening',
  by: 'The union',
  done: NOW - DAY,
  until: NOW + DAY,
  made: NOW,
};

function sheetWith(by: SigningKey, change: Partial<Training> = {}, now = NOW) {
  const training = toBase64url(signTraining(by, { ...said, ...change }));
  const row: SheetRow = {
    account: toBase64url(new Uint8Array(16)),
    role: 'worker',
    name: 'Worker 1',
    state: 'active',
    sign_key: toBase64url(worker.sign.public),
    certificates: [worker, other].map((one) => toBase64url(one.certificate)),
    agreements: [],
    agreed: true,
    trainings: [{ id: 'x', training }],
    left_hour: null,
  };
  return openSheet(row, { holders, now });
}

test('a training counts that a certified holder signed about this member, until it ends', () => {
  const { coordinator, manager } = team.holders;
  expect(trained(sheetWith(coordinator.sign))).toBe(true);
  expect(trained(sheetWith(manager.sign, { until: 0 }, NOW + 400 * DAY))).toBe(true);
  expect(trained(sheetWith(coordinator.sign, {}, NOW + DAY))).toBe(false);
  expect(trained(sheetWith(coordinator.sign, { member: other.sign.public }))).toBe(false);
});

test('one that nobody certified signed is shown as unproven, and does not count', () => {
  for (const by of [newIdentity().sign, other.sign, worker.sign]) {
    const sheet = sheetWith(by);
    expect(sheet.trainings.map((one) => [one.training?.what, one.proven])).toEqual([
      ['Listening', false],
    ]);
    expect(trained(sheet)).toBe(false);
  }
  expect(everyHolder(certificatesOf(team).map(toBase64url), newIdentity().sign.public)).toEqual([]);
});

test('another member’s certificate is none of this page', () => {
  const { certificates, broken } = sheetWith(team.holders.coordinator.sign);
  expect(certificates.map((one) => one.id)).toEqual([openCertificate(worker.certificate).id]);
  expect(broken).toBe(1);
});
