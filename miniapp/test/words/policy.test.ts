// The notices and the policies, letter for letter as the server has them. Lives here: that this app's
// texts have the digests of tests/policy/digests.json, which Python made. Must not: wording.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
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
import { english, translated, type Words } from '../../src/words/words.ts';
import { shownOf } from '../../tools/languages.ts';

interface Row {
  readonly profile: string;
  readonly language: string;
  readonly switches: readonly string[];
  readonly retention_days: number;
  readonly policy: string;
  readonly 'notice-adult': string;
  readonly 'notice-under-18': string;
}

const file = new URL('../../../tests/policy/digests.json', import.meta.url);
const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly Row[];

const read = new Map<string, Words>();

/** All that a language would say, had a named person reviewed it; read once for all its rows. */
function reviewed(code: string): Words {
  const words = read.get(code) ?? (code === 'en' ? english() : asReviewed(code));
  read.set(code, words);
  return words;
}

function asReviewed(code: string): Words {
  const folder = mkdtempSync(`${tmpdir()}/locales-`);
  cpSync(fileURLToPath(new URL('../../../policy/locales', import.meta.url)), folder, {
    recursive: true,
  });
  const manifest = `${folder}/${code}/language.json`;
  const about = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...about, reviews: { consent: {} } }));
  const { first, rest } = shownOf(folder, code);
  rmSync(folder, { recursive: true });
  return translated({ ...about, code, draft: false }, `${first}${rest}`, () => undefined);
}

it('has every language', () => {
  const folder = new URL('../../../policy/locales', import.meta.url);
  const all = readdirSync(folder).filter((name) => !name.includes('.'));
  expect(new Set(rows.map((row) => row.language))).toEqual(new Set(all));
});

it.each(rows)('$language, $profile, $retention_days days, $switches', async (row) => {
  const terms = {
    policy: row.profile,
    policy_digest: toBase64url(fromHex(row.policy)),
    policy_texts: [{ language: row.language, digest: toBase64url(fromHex(row.policy)) }],
    switches: row.switches,
    retention_days: row.retention_days,
    after_degree: row.profile === 'portsmouth',
  };
  const own = reviewed(row.language);
  const whole = policyText(await withPolicy(own, row.profile), terms);
  expect(toHex(wordingDigest(whole))).toBe(row.policy);
  const words = await withLimits(own, row.profile);
  const adult = noticeText(words, terms, 'adult');
  const young = noticeText(words, terms, 'under18');
  expect(toHex(wordingDigest(adult))).toBe(row['notice-adult']);
  expect(toHex(wordingDigest(young))).toBe(row['notice-under-18']);
  for (const text of [adult, young]) {
    expect(text).toContain(policyVersion(terms.policy_digest));
  }
});

it('has all five, and says of another only its name', async () => {
  expect(new Set(rows.map((row) => row.profile)).size).toBe(5);
  const terms = {
    policy: 'other',
    policy_digest: '',
    policy_texts: [],
    switches: [],
    retention_days: 1,
    after_degree: false,
  };
  expect(policyText(await withPolicy(english(), 'other'), terms)).toBe('policy-other');
});
