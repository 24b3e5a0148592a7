// Whom this device trusts. Lives here: pinning the root, comparing it with the poster, accepting the
// roster, noting both. Must not: fetch anything or put a refusal into words.
import type { RosterAnswer } from '../api/types.ts';
import { equal, fromBase64url } from '../crypto/bytes.ts';
import { CryptoError, Refused } from '../crypto/errors.ts';
import { fingerprintMatches } from '../crypto/fingerprint.ts';
import { followRoot } from '../crypto/root.ts';
import { type AcceptedRoster, acceptRoster, type RosterMark } from '../crypto/roster.ts';
import type { Seconds, Signed, SignPublic } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';

/** What became of the server's root and roster. */
export type Trust =
  | {
      readonly ok: true;
      readonly roster: AcceptedRoster;
      /** Compared with the poster, now or before. */
      readonly checked: boolean;
      readonly root: SignPublic;
    }
  /** `root-mismatch`: the poster says otherwise · `root-denied`: its owner says that the words are
   * not the team's · `root-changed`: not the pinned one, unsigned ·
   * `roster`: missing, expired or refused. */
  | {
      readonly ok: false;
      readonly why: 'root-mismatch' | 'root-denied' | 'root-changed' | 'roster';
    };

const signed = (text: string): Signed => fromBase64url(text) as Signed;

function follow(pinned: SignPublic, served: SignPublic, changes: readonly string[]): boolean {
  try {
    return equal(followRoot(pinned, changes.map(signed)), served);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return false;
  }
}

/**
 * Judges what `/api/roster` said (protocol.md §3.2, §3.3). `poster` is the fingerprint that came
 * with Telegram's start parameter or a scan, or null. `expired: 'allowed'` is for conversations
 * already open.
 */
export function judgeTeam(request: {
  readonly answer: RosterAnswer;
  readonly bundle: Bundle;
  readonly poster: string | null;
  readonly now: Seconds;
  readonly expired?: 'refused' | 'allowed';
}): Trust {
  const { answer, bundle, poster, now } = request;
  try {
    if (!answer.root || !answer.roster) return { ok: false, why: 'roster' };
    const root = fromBase64url(answer.root) as SignPublic;
    if (poster !== null && !fingerprintMatches(poster, root)) {
      return { ok: false, why: 'root-mismatch' };
    }
    const pinned = bundle.root;
    if (pinned !== null && !follow(pinned.key, root, answer.root_changes)) {
      return { ok: false, why: 'root-changed' };
    }
    const roster = acceptRoster({
      signed: signed(answer.roster),
      certificates: answer.certificates.map(signed),
      earlier: (answer.earlier ?? []).map(signed),
      root,
      newest: bundle.roster,
      now,
      expired: request.expired ?? 'refused',
    });
    // A root that the compared one signed is as good as compared.
    const checked = poster !== null || (pinned?.checked ?? false);
    return { ok: true, roster, checked, root };
  } catch (error) {
    if (error instanceof Refused || error instanceof CryptoError)
      return { ok: false, why: 'roster' };
    throw error;
  }
}

/**
 * A bundle with root and roster noted: below them the server has rolled back, and a root that signed itself away has no
 * more to say. The same bundle where they were known.
 */
export function withTeam(
  bundle: Bundle,
  seen: Pick<Trust & { ok: true }, 'root' | 'checked'> & { readonly roster: RosterMark | null },
): Bundle {
  const { root, checked, roster } = seen;
  const pin = bundle.root;
  const isPinned = pin !== null && pin.checked === checked && equal(pin.key, root);
  const pinned = isPinned ? bundle : bundle.withRoot({ key: root, checked });
  const isKnown = roster === null || pinned.roster?.version === roster.version;
  return isKnown ? pinned : pinned.withRoster(roster);
}
