// The policy's text, and the notices that name it. Lives here: loading the profile's words, and putting
// together exactly what the server has the digest of. Must not: any wording of its own.
import type { Service } from '../api/types.ts';
import { fromBase64url, toHex } from '../crypto/bytes.ts';
import { type Age, NOTICE_OF } from '../state/consents.ts';
import type { Args, Words } from './words.ts';

const TEXTS = import.meta.glob<string>('../../../policy/locales/en/limits-*.ftl', {
  query: '?raw',
  import: 'default',
});

/** Fluent files by path, each loaded when it is asked for. */
type Texts = Readonly<Record<string, () => Promise<string>>>;

export type Terms = Pick<
  Service,
  'policy' | 'policy_digest' | 'policy_texts' | 'switches' | 'retention_days' | 'after_degree'
>;

/** The same words with those English files first; a language that may show its own has them already. */
async function withFiles(words: Words, texts: Texts, names: readonly string[]): Promise<Words> {
  const files = names.flatMap((name) => texts[`../../../policy/locales/en/${name}.ftl`]?.() ?? []);
  return words.with(...(await Promise.all(files)));
}

/** What is read before agreeing: the profile's limits. */
export function withLimits(words: Words, profile: string): Promise<Words> {
  return withFiles(words, TEXTS, [`limits-${profile}`]);
}

/** The whole policy's words. */
export async function withPolicy(words: Words, profile: string): Promise<Words> {
  const { POLICY_TEXTS } = await import('./policy-texts.ts');
  return withFiles(words, POLICY_TEXTS, ['policy', `limits-${profile}`, `policy-${profile}`]);
}

/** The whole policy in our own words; its own id where this page does not know the profile. */
export function policyText(words: Words, terms: Terms): string {
  return words.say(`policy-${terms.policy}`, argumentsOf(terms));
}

/** The digest that the service has of the policy in this language; of the English where it has none in it. */
export function policyDigest({ policy_texts, policy_digest }: Terms, language: string): string {
  const own = policy_texts.find((one) => one.language === language);
  const found = own ?? policy_texts.find((one) => one.language === 'en');
  return found?.digest ?? policy_digest;
}

/** Eight hexadecimal digits of a policy's digest, as the bot says them. */
export function policyVersion(digest: string): string {
  return toHex(fromBase64url(digest)).slice(0, 8);
}

/**
 * What is agreed to at this age, letter for letter as the server's digest has it. It names the policy in the
 * same language: whoever agreed to a translation agreed to the policy as it was translated.
 */
export function noticeText(words: Words, terms: Terms, age: Age): string {
  const kept = argumentsOf(terms);
  const part = (name: string): string => words.say(`policy-${terms.policy}-${name}`, kept);
  return words.say(NOTICE_OF[age], {
    ...kept,
    union: part('union'),
    team: part('team'),
    limits: part('limits'),
    limits_under_18: part('limits-under-18'),
    policy: policyVersion(policyDigest(terms, words.spoken(NOTICE_OF[age]))),
  });
}

/** A switch that is not named is off: the texts' own default. */
function argumentsOf({ switches, retention_days, ...terms }: Terms): Args {
  const on = Object.fromEntries(switches.map((name) => [name, 'on']));
  const after_degree = terms.after_degree ? 'on' : 'off';
  return { security_times: 'off', after_degree, retention_days, ...on };
}
