// Whom a device trusts when the root changes (protocol.md §3.3). Lives here: what is noted of the team, and what that
// is worth afterwards. Must not: the rules of rosters and certificates (test/crypto/team.test.ts).
import { expect, test } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { signRootChange } from '../../src/crypto/root.ts';
import type { RosterHash, Signed } from '../../src/crypto/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { judgeTeam, withTeam } from '../../src/state/trust.ts';
import {
  acceptedRoster,
  certificatesOf,
  NOW,
  newTeam,
  rosterOf,
  type Team,
} from '../crypto/world.ts';

const [first, second, third] = [newTeam(), newTeam(), newTeam()];

const answerOf = (team: Team, roster: Signed, changes: readonly Signed[] = []) => ({
  root: toBase64url(team.root.public),
  root_changes: changes.map(toBase64url),
  roster: toBase64url(roster),
  certificates: certificatesOf(team).map(toBase64url),
});

const next = (team: Team, version: number, previous: RosterHash): Signed =>
  rosterOf(team, { version, previous });

/** What becomes of a bundle that sees this; null where it is refused. */
function after(bundle: Bundle, answer: ReturnType<typeof answerOf>): Bundle | null {
  const trust = judgeTeam({ answer, bundle, poster: null, now: NOW });
  return trust.ok ? withTeam(bundle, trust) : null;
}

test('a pin goes along with a signed change of the root, and the root before has no more to say', () => {
  const pinned = after(Bundle.create('staff'), answerOf(first, rosterOf(first)));
  const compared = pinned?.withRoot({ key: first.root.public, checked: true }) as Bundle;
  const seen = acceptedRoster(first);
  const moved = answerOf(second, next(second, 2, seen.hash), [
    signRootChange(first.root, 1, second.root.public),
  ]);
  expect(after(compared, { ...moved, root_changes: [] })).toBe(null);
  const since = after(compared, moved) as Bundle;
  expect(since.root).toEqual({ key: second.root.public, checked: true });
  expect(since.roster?.version).toBe(2);
  expect(after(since, { ...moved, root_changes: [] })).toBe(since);
  const again = [signRootChange(first.root, 1, third.root.public)];
  const hash = since.roster?.hash as RosterHash;
  expect(after(since, answerOf(third, next(third, 3, hash), again))).toBe(null);
  expect(after(compared, answerOf(third, next(third, 2, seen.hash), again))).not.toBe(null);
});

test('of several changes of the root all are good, in their order, or none is followed', () => {
  const pinned = after(Bundle.create('staff'), answerOf(first, rosterOf(first))) as Bundle;
  const roster = next(third, 2, acceptedRoster(first).hash);
  const moved = signRootChange(first.root, 1, second.root.public);
  const again = signRootChange(second.root, 2, third.root.public);
  const twice = signRootChange(second.root, 1, third.root.public);
  expect(after(pinned, answerOf(third, roster, [moved, again]))?.root?.key).toEqual(
    third.root.public,
  );
  const spoiled = moved.map((byte, at) => (at === moved.length - 1 ? byte ^ 1 : byte)) as Signed;
  for (const changes of [[moved, twice], [again, moved], [spoiled, moved, again], [moved]]) {
    expect(after(pinned, answerOf(third, roster, changes))).toBe(null);
  }
  // A root that is pinned and has signed itself away is served no more.
  expect(after(pinned, answerOf(first, rosterOf(first), [moved]))).toBe(null);
});

test('certificates that the roster does not list are shown apart from those that it does', () => {
  const bundle = Bundle.create('staff');
  const answer = answerOf(first, rosterOf(first));
  const other = certificatesOf(second).map(toBase64url);
  expect(after(bundle, { ...answer, certificates: [...answer.certificates, ...other] })).toBe(null);
  const apart = { ...answer, earlier: other };
  expect(after(bundle, apart)?.roster?.version).toBe(1);
});
