// The notices and the policies, letter for letter as the server has them. Lives here: that this app's
// texts have the digests of tests/policy/digests.json, which Python made. Must not: wording.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromHex, toBase64url, toHex } from '../../src/crypto/bytes.ts';
import { wordingDigest } from '../../src/crypto/consent.ts';
import {
  noticeText,
  policyText,
  policyVersion,
  withLimits,
  withPolicy,
} from '../../src/words/policy.ts';
import { english } from '../../src/words/words.ts';

interface Row {
  readonly profile: string;
  readonly switches: readonly string[];
  readonly retention_days: number;
  readonly policy: string;
  readonly 'notice-adult': string;
  readonly 'notice-under-18': string;
}

const file = new URL('../../../tests/policy/digests.json', import.meta.url);
const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly Row[];

it.each(rows)('$profile, $retention_days days, $switches', async (row) => {
  const terms = {
    policy: row.profile,
    policy_digest: toBase64url(fromHex(row.policy)),
    switches: row.switches,
    retention_days: row.retention_days,
  };
  const whole = policyText(await withPolicy(english(), row.profile), terms);
  expect(toHex(wordingDigest(whole))).toBe(row.policy);
  const words = await withLimits(english(), row.profile);
  const adult = noticeText(words, terms, 'adult');
  const young = noticeText(words, terms, 'under18');
  expect(toHex(wordingDigest(adult))).toBe(row['notice-adult']);
  expect(toHex(wordingDigest(young))).toBe(row['notice-under-18']);
  for (const text of [adult, young]) {
    expect(text).toContain(`version ${policyVersion(terms.policy_digest)}.`);
  }
});

it('has all five, and says of another only its name', async () => {
  expect(new Set(rows.map((row) => row.profile)).size).toBe(5);
  const terms = { policy: 'other', policy_digest: '', switches: [], retention_days: 1 };
  expect(policyText(await withPolicy(english(), 'other'), terms)).toBe('policy-other');
});
