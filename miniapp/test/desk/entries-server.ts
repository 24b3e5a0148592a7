// A server of supervision notes for the desk's tests. Lives here: docs/api.md for entries, in memory, one
// caller for each person. Must not: assertions; it keeps only what a server could keep.
import { failureOf } from '../../src/api/errors.ts';
import type { Call, Caller } from '../../src/api/http.ts';
import type { EntryEvent, EntryState } from '../../src/desk/state/supervision-answers.ts';

interface Kept {
  readonly id: string;
  readonly tag: string;
  readonly term: string;
  readonly sealed: string;
  readonly wraps: readonly { readonly role: string; readonly wrap: string }[];
  consultants: readonly { readonly certificate: string; readonly wrap: string }[];
  state: EntryState;
  revision: number;
  agenda: boolean;
  readonly replies: string[];
}

const NEXT: Readonly<Record<string, EntryState>> = {
  'new take': 'review',
  'new close': 'closed',
  'review discuss': 'discussed',
  'review close': 'closed',
  'discussed close': 'closed',
  'discussed reopen': 'review',
  'closed reopen': 'review',
};

const fault = (status: number, error: string) => failureOf(status, { error });

export class FakeEntries {
  readonly kept: Kept[] = [];
  readonly calls: string[] = [];
  pageSize = 50;
  /** The term that it is; null takes any. */
  term: string | null = null;
  /** The next answer is lost after it took effect. */
  loseNext = false;

  /** As who reads by role, as a consultant with this certificate, or as a worker. */
  as(role: string, certificate = ''): Caller {
    return async (call) => {
      this.calls.push(`${call.method} ${call.path}`);
      const answer = this.#answer(call, role, certificate);
      if (this.loseNext) {
        this.loseNext = false;
        throw failureOf(503, {});
      }
      return JSON.parse(JSON.stringify(answer ?? {}));
    };
  }

  #answer({ method, path, body }: Call, role: string, certificate: string): unknown {
    const [, , , id, act] = (path.split('?')[0] ?? '').split('/');
    const fields = (body ?? {}) as Record<string, never>;
    if (method === 'POST' && id === undefined) return this.#write(fields);
    if (id === 'mine') return { entries: [...this.kept].reverse().map((one) => this.#own(one)) };
    if (id === undefined) return this.#page(path, role, certificate);
    const found = this.kept.find((one) => one.id === id);
    if (found === undefined) throw fault(404, 'not_found');
    if (act === 'replies') {
      const { box } = fields as unknown as { box: string };
      if (!found.replies.includes(box)) found.replies.push(box);
      return {};
    }
    return this.#change(found, act ?? '', fields, role);
  }

  #write(fields: Record<string, never>) {
    const body = fields as unknown as Omit<Kept, 'state'>;
    if (this.term !== null && body.term !== this.term) throw fault(409, 'term');
    const known = this.kept.find((one) => one.id === body.id);
    if (known !== undefined && known.sealed !== body.sealed) throw fault(409, 'exists');
    const fresh = { consultants: [], state: 'new', revision: 1, agenda: false } as const;
    if (known === undefined) this.kept.push({ ...body, ...fresh, replies: [] });
    return { name: this.nameOf(body.tag) };
  }

  nameOf(tag: string): string {
    return `word ${tag.slice(0, 4)}`;
  }

  #own({ id, tag, state, replies }: Kept) {
    const boxes = replies.map((box) => ({ box }));
    return { id, name: this.nameOf(tag), state, written_week: '2027-W02', replies: boxes };
  }

  #page(path: string, role: string, certificate: string) {
    const after = Number(new URLSearchParams(path.split('?')[1]).get('after'));
    const mine = this.kept
      .map((one, at) => ({ one, number: at + 1 }))
      .filter(
        ({ one }) => role !== 'consultant' || (one.agenda && this.#wrap(one, role, certificate)),
      )
      .filter(({ number }) => number > after);
    const shown = mine.slice(0, this.pageSize);
    return {
      entries: shown.map(({ one }) => this.#row(one, role, certificate)),
      more: mine.length > shown.length,
      cursor: shown.at(-1)?.number ?? after,
    };
  }

  #wrap(one: Kept, role: string, certificate: string): string | undefined {
    const own = one.consultants.find((each) => each.certificate === certificate);
    return role === 'consultant' ? own?.wrap : one.wraps.find((each) => each.role === role)?.wrap;
  }

  #row(one: Kept, role: string, certificate = '') {
    const { id, tag, term, sealed, state, revision, agenda, replies } = one;
    const wrap = this.#wrap(one, role, certificate) ?? '';
    const row = { id, tag, term, name: this.nameOf(tag), week: '2027-W02', state, revision };
    const rest = { ...row, sealed, wrap, replies: replies.length };
    return role === 'consultant' ? rest : { ...rest, agenda };
  }

  #change(found: Kept, act: string, fields: Record<string, never>, role: string) {
    const body = fields as unknown as {
      readonly event: EntryEvent;
      readonly revision: number;
      readonly on: boolean;
      readonly wraps: Kept['consultants'];
    };
    const after = NEXT[`${found.state} ${body.event}`];
    const may = act === 'agenda' ? found.state === 'review' : after !== undefined;
    if (body.revision !== found.revision || !may) throw fault(409, 'changed');
    found.revision += 1;
    found.agenda = act === 'agenda' && body.on;
    found.consultants = act === 'agenda' ? body.wraps : [];
    if (act === 'state' && after !== undefined) found.state = after;
    return this.#row(found, role);
  }
}
