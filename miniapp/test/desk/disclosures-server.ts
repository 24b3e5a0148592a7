// Disclosures' server side for the desk's tests. Lives here: docs/api.md of disclosures, in memory, about one
// student's sealed capsule. Must not: assertions; it keeps only what a server could keep.
import { failureOf } from '../../src/api/errors.ts';
import type { Call } from '../../src/api/http.ts';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { PAIRS, type SealedCapsule } from '../../src/crypto/capsule.ts';
import type { DisclosureAnswer } from '../../src/desk/state/disclosures-answers.ts';
import type { NewDecision, NewRecord } from '../../src/desk/state/disclosures-api.ts';
import type { Account } from './server.ts';

export interface KeptDisclosure {
  readonly record: NewRecord;
  state: DisclosureAnswer['state'];
  parts: string[];
  release: string | null;
  tell: number;
  overdue: boolean;
  /** Said instead of the true ones. */
  lie: Partial<DisclosureAnswer>;
}

const PAGE = 2;
export const CAPSULE_VERSION = 2;
const missing = () => failureOf(404, { error: 'not_found' });
const conflict = (error: string) => failureOf(409, { error });

export class FakeDisclosures {
  readonly kept: KeptDisclosure[] = [];
  capsule: SealedCapsule | null = null;
  halves = 0;

  clear(): void {
    this.kept.splice(0);
    this.halves = 0;
  }

  readonly answer = (call: Call, { member: { role } }: Account): unknown => {
    const [path = '', query = ''] = call.path.split('?');
    const [, , kind, id, what] = path.split('/');
    if (kind !== 'disclosures') return undefined;
    if (id === 'capsules') return this.#capsule();
    if (id === undefined && call.method === 'POST') return this.#record(call.body as NewRecord);
    if (id === undefined) return this.#page(role, new URLSearchParams(query).get('before'));
    const found = this.kept.find(({ record }) => record.id === id);
    const asks = found?.record.requester === role;
    if (found === undefined || !(asks || found.record.approver === role)) throw missing();
    if (what === 'half') return this.#half(found, asks);
    if (what === 'decision') return this.#decide(found, call.body as NewDecision);
    if (what === 'completion') return this.#complete(found, call.body as { part: string });
    if (what === 'withdraw') return this.#move(found, ['requested', 'approved'], 'withdrawn');
    found.tell = (call.body as { tell: number }).tell;
    return {};
  };

  #capsule() {
    if (this.capsule === null) throw missing();
    return { version: CAPSULE_VERSION };
  }

  #record(record: NewRecord) {
    const again = this.kept.some((one) => one.record.id === record.id);
    const refused = this.kept.some(
      (one) => one.record.mark === record.mark && one.state === 'refused',
    );
    if (refused) throw conflict('refused');
    const { tell } = record;
    const parts = [record.record];
    const fresh = { record, state: 'requested', parts, release: null, overdue: false } as const;
    if (!again) this.kept.unshift({ ...fresh, parts, tell, lie: {} });
    return {};
  }

  #page(role: string, before: string | null) {
    const mine = this.kept.filter(
      ({ record }) => record.requester === role || record.approver === role,
    );
    const from = before === null ? 0 : mine.findIndex((one) => one.record.id === before) + 1;
    const disclosures = mine.slice(from, from + PAGE).map((one) => this.#row(one, role));
    return { disclosures, more: mine.length > from + PAGE };
  }

  #row({ record, state, parts, tell, overdue, lie }: KeptDisclosure, role: string) {
    return {
      id: record.id,
      case: record.case,
      closed_to: record.closed_to,
      capsule_version: record.capsule_version,
      mark: record.mark,
      requester: record.requester,
      approver: record.approver,
      state,
      revision: parts.length,
      wrap: record.wraps.find((one) => one.role === role)?.wrap,
      parts: parts.map((sealed, at) => ({ n: at + 1, sealed })),
      made_hour: 1_800_000_000,
      due: null,
      overdue,
      tell,
      ...lie,
    };
  }

  #half(found: KeptDisclosure, asks: boolean) {
    const { capsule } = this;
    const turn = asks ? ['approved', 'opened'] : ['requested'];
    if (capsule === null || !turn.includes(found.state)) throw missing();
    this.halves += 1;
    const { requester, approver } = found.record;
    const [own, other] = asks ? [requester, approver] : [approver, requester];
    const pair = PAIRS.findIndex((roles) => roles.includes(own) && roles.includes(other));
    const at = 2 * pair + (PAIRS[pair]?.indexOf(own) ?? 0);
    const half = toBase64url(capsule.halves[at] ?? new Uint8Array(0));
    const common = { half, capsule_record: toBase64url(capsule.signed) };
    if (!asks) return common;
    found.state = 'opened';
    return { ...common, release: found.release, capsule: toBase64url(capsule.sealed) };
  }

  #decide(found: KeptDisclosure, { decision, part, release }: NewDecision) {
    this.#move(found, ['requested'], decision === 'approve' ? 'approved' : 'refused');
    found.parts.push(part);
    found.release = release ?? null;
    return {};
  }

  #complete(found: KeptDisclosure, { part }: { part: string }) {
    this.#move(found, ['opened'], 'completed');
    found.parts.push(part);
    return {};
  }

  #move(found: KeptDisclosure, from: readonly string[], to: KeptDisclosure['state']) {
    if (!from.includes(found.state)) throw conflict('changed');
    found.state = to;
    return {};
  }
}
