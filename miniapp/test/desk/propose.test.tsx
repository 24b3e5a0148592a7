// Proposing a colleague while the team is looked at again. Lives here: that who was picked stays picked.
import { signal } from '@preact/signals';
import { options, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SurroundingsContext } from '../../src/components/context.ts';
import type { CertificateId } from '../../src/crypto/types.ts';
import type { Colleague } from '../../src/desk/state/handing.ts';
import { Propose } from '../../src/desk/views/handing-propose.tsx';
import { english } from '../../src/words/words.ts';
import { FakeDocument, FakeElement } from '../fake/dom.ts';

const drawn = { requestAnimationFrame: options.requestAnimationFrame };
let page: FakeDocument;

beforeEach(() => {
  page = new FakeDocument();
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLElement', FakeElement);
  // Effects come after the next frame; here there are none to wait for.
  options.requestAnimationFrame = (then) => void setTimeout(then, 0);
});

afterEach(async () => {
  await act(async () => render(null, page.body as unknown as Element));
  vi.unstubAllGlobals();
  Object.assign(options, drawn);
});

/** What every look at the team makes anew: the same certificate in other bytes. */
function colleague(number: number, free: boolean): Colleague {
  const id = new Uint8Array(16).fill(number) as CertificateId;
  return { certificate: { id, name: `Worker ${number}`, under18: 0 } as never, free };
}

async function show() {
  const colleagues = signal<readonly Colleague[]>([colleague(2, true), colleague(3, true)]);
  const worker = { handing: { colleagues, refresh: async () => undefined } };
  const found = { caseId: new Uint8Array(16), card: null };
  const around = { words: english(), telegram: { launch: { door: 'desk' } }, service: {} };
  await act(async () => {
    render(
      <SurroundingsContext.Provider value={around as never}>
        <Propose
          worker={worker as never}
          found={found as never}
          room={{} as never}
          onClose={() => {}}
        />
      </SurroundingsContext.Provider>,
      page.body as unknown as Element,
    );
  });
  return colleagues;
}

const checked = (): readonly boolean[] => page.named('propose-colleague').map((one) => one.checked);

const pick = (element: FakeElement): Promise<void> =>
  act(async () => {
    element.checked = true;
    element.dispatchEvent(new Event('change'));
  });

describe('proposing a colleague', () => {
  it('keeps who was picked when the team is looked at again', async () => {
    const colleagues = await show();
    await pick(page.named('propose-colleague')[1] as FakeElement);
    expect(checked()).toEqual([false, true]);
    await act(async () => {
      colleagues.value = [colleague(3, true), colleague(2, true)];
    });
    expect(checked()).toEqual([true, false]);
    expect(page.one('propose-anybody').checked).toBe(false);
  });

  it('does not offer one whose conversations are full', async () => {
    const colleagues = await show();
    await act(async () => {
      colleagues.value = [colleague(2, false), colleague(3, true)];
    });
    expect(page.named('propose-colleague').map((one) => one.disabled)).toEqual([true, false]);
  });
});
