// Rendering a part of a screen into the small page. Lives here: the page for one test, what surrounds a part, and
// what a person does to it. Must not: any part of its own.
import { signal } from '@preact/signals';
import { type ComponentChildren, options, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { SurroundingsContext } from '../../src/components/context.ts';
import { english } from '../../src/words/words.ts';
import { FakeDocument, FakeElement } from './dom.ts';

/** The page; a new one for each test of the file. */
export function usePage(): () => FakeDocument {
  const drawn = { requestAnimationFrame: options.requestAnimationFrame };
  let page: FakeDocument;
  beforeEach(() => {
    page = new FakeDocument();
    vi.stubGlobal('document', page);
    vi.stubGlobal('HTMLElement', FakeElement);
    vi.stubGlobal('window', { scrollTo: () => {} });
    // Effects come after the next frame; here there are none to wait for.
    options.requestAnimationFrame = (then) => void setTimeout(then, 0);
  });
  afterEach(async () => {
    await act(async () => render(null, page.body as unknown as Element));
    vi.unstubAllGlobals();
    Object.assign(options, drawn);
  });
  return () => page;
}

/** Shows it in the place of what was shown, as another look at a list does; `client`: what Telegram's does. */
export const show = (
  page: FakeDocument,
  part: ComponentChildren,
  client: object = {},
): Promise<void> => act(async () => showNow(page, part, client));

/** The same, and what waits for the next frame waits on. */
export function showNow(page: FakeDocument, part: ComponentChildren, client: object = {}): void {
  const telegram = {
    launch: { door: 'desk' },
    hasMainButton: false,
    mainButton: () => {},
    onBack: () => {},
    haptic: () => {},
    ...client,
  };
  const service = { bot: 'peerlink_bot', crisis: [] };
  const policy = { load: async () => {}, found: signal(null) };
  const around = { words: english(), telegram, service, policy };
  render(
    <SurroundingsContext.Provider value={around as never}>{part}</SurroundingsContext.Provider>,
    page.body as unknown as Element,
  );
}

export const press = (element: FakeElement): Promise<void> =>
  act(async () => {
    element.dispatchEvent(new Event('click'));
  });

export const type = (element: FakeElement, text: string): Promise<void> =>
  act(async () => {
    element.value = text;
    element.dispatchEvent(new Event('input'));
  });

export const tick = (element: FakeElement): Promise<void> =>
  act(async () => {
    element.checked = !element.checked;
    element.dispatchEvent(new Event('change'));
  });

/** Picks from a list of options. */
export const pick = (element: FakeElement, value: string): Promise<void> =>
  act(async () => {
    element.value = value;
    element.dispatchEvent(new Event('change'));
  });
