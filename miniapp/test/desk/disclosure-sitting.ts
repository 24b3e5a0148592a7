// Two holders at their disclosures, for the desk's tests. Lives here: a student whose identity is sealed, a flag about
// them, sittings, and one that was asked. Must not: tests.
import { type Signal, signal } from '@preact/signals';
import { beforeAll, beforeEach, expect } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { sealCapsule } from '../../src/crypto/capsule.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { type Flag, raiseFlag } from '../../src/crypto/flag.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { CaseId, HolderRole, RecordHash, Signed } from '../../src/crypto/types.ts';
import { DisclosureDesk } from '../../src/desk/state/disclosure-desk.ts';
import { DisclosureDraft, type DisclosureForm } from '../../src/desk/state/disclosure-draft.ts';
import { Disclosures, type SeenDisclosure } from '../../src/desk/state/disclosures.ts';
import { newIdentity } from '../crypto/world.ts';
import { FILLED } from './disclosure-filled.ts';
import { CAPSULE_VERSION, FakeDisclosures, type KeptDisclosure } from './disclosures-server.ts';
import { flagScene, type KeptFlag, type Scene } from './flags.ts';

export const NOW = 1_800_000_000;
export const CASE = systemRandom(16) as CaseId;
export const student = newIdentity();
export const server = new FakeDisclosures();
export let scene: Scene;

export const GROUNDS = ['harm-unable', 'safeguarding', 'law-service'];

/** For the file that calls it: files that share a process import this once, and each needs the scene. */
export function sittings(): void {
  beforeAll(async () => {
    scene = await flagScene();
    scene.server.parts.push(server.answer);
    server.capsule = sealCapsule({
      student: student.sign,
      capsule: {
        case: CASE,
        version: CAPSULE_VERSION,
        telegramId: '5001',
        telegramName: 'Sparrow',
        name: 'Iris',
        phone: '07700 900123',
        place: 'North Hall',
        someoneToCall: '',
        ways: 'text',
      },
      roster: scene.roster,
    });
  });

  beforeEach(() => {
    scene.flags.clear();
    server.clear();
    scene.server.offline = false;
    scene.server.calls.splice(0);
  });
}

/** A flag about the student whose capsule there is. */
export function raised(leftOut: Flag['leftOut'] = ''): KeptFlag {
  const { worker, roster, flags } = scene;
  const certificate = openCertificate(fromBase64url(worker.kept.certificate ?? '') as Signed);
  return flags.keep(
    raiseFlag({
      author: worker.account.bundle.identity.sign,
      certificate: certificate.signed,
      about: {
        case: CASE,
        intake: systemRandom(32) as RecordHash,
        sign: student.sign.public,
        box: student.box.public,
      },
      words: {
        ground: 'safeguarding',
        urgent: 0,
        said: 'Said.',
        quotes: [],
        wants: '',
        told: '',
        called: '',
        leftOut,
      },
      roster,
      now: NOW,
    }),
  );
}

export interface Sitting {
  readonly desk: DisclosureDesk;
  readonly texts: Map<string, Signal<string>>;
  readonly draft: (flag: KeptFlag, form?: Partial<DisclosureForm>) => Promise<DisclosureDraft>;
  readonly one: () => SeenDisclosure;
}

export async function sit(
  role: HolderRole,
  texts = new Map<string, Signal<string>>(),
  grounds: readonly string[] | null = GROUNDS,
): Promise<Sitting> {
  const { desk: side, inbox } = await scene.sit(role);
  const opened = (id: string) => inbox.rows.value?.find((one) => one.id === id)?.opened ?? null;
  const list = new Disclosures({ side, role });
  const text = (name: string): Signal<string> => {
    const found = texts.get(name) ?? signal('');
    texts.set(name, found);
    return found;
  };
  const desk = new DisclosureDesk({
    list,
    role,
    flagOf: opened,
    grounds: () => grounds,
    texts: text,
  });
  await list.load();
  return {
    desk,
    texts,
    draft: async ({ raised: { id } }, form = FILLED) => {
      await inbox.load();
      const flag = opened(toBase64url(id));
      if (flag === null) throw new Error('the flag is not here');
      const draft = new DisclosureDraft({ flag, kept: text('draft') });
      draft.change(form);
      desk.draft.value = draft;
      return draft;
    },
    one: () => {
      const [found] = list.rows.value ?? [];
      if (found === undefined) throw new Error('nothing is listed');
      return found;
    },
  };
}

export const reasons = (decision: 'approve' | 'refuse') => ({ decision, reasons: 'It is urgent.' });
export const DONE = {
  done: 'Rang.',
  by: 'Coordinator',
  at: NOW,
  recipients: [],
  fields: [],
} as const;

/** Asked by the coordinator, seen by the manager. */
export async function asked(flag = raised()): Promise<{ asks: Sitting; decides: Sitting }> {
  const asks = await sit('coordinator');
  await asks.desk.send(await asks.draft(flag));
  expect(asks.desk.problem.value).toBeNull();
  return { asks, decides: await sit('manager') };
}

export const last = (): KeptDisclosure => {
  const [found] = server.kept;
  if (found === undefined) throw new Error('nothing is kept');
  return found;
};
