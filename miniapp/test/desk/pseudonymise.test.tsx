// The review of a supervision note as a worker meets it: marks, menu, marking by hand, preview, confirmation.

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SurroundingsContext } from '../../src/components/context.ts';
import { Pseudonymise } from '../../src/desk/views/pseudonymise.tsx';
import type { Pseudonymiser } from '../../src/pseudonym/engine.ts';
import { englishRules } from '../../src/pseudonym/load.ts';
import { propose } from '../../src/pseudonym/propose.ts';
import { NOTHING_KNOWN } from '../../src/pseudonym/types.ts';
import { english } from '../../src/words/words.ts';
import { FakeDocument, FakeElement } from '../fake/dom.ts';
import { PATIENCE } from '../fake/patience.ts';

const NOTE =
  'Spoke with Priya and Tomasz. Priya lives in Ashdown Court, mail p.r@uni.example. ' +
  'The heather was out. Grace said Priya R. is fine. She collects owls.';

const rules = englishRules();
const load = async (): Promise<Pseudonymiser> => (request) => propose({ ...request, rules });

let page: FakeDocument;
let done: string[];

beforeEach(() => {
  page = new FakeDocument();
  done = [];
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLElement', FakeElement);
});

afterEach(() => {
  render(null, page.body as unknown as Element);
  vi.unstubAllGlobals();
});

/** Until it is loaded, or says that it cannot be. */
const settled = (): Promise<void> =>
  vi.waitFor(async () => {
    await act(async () => {});
    if (page.body.all().length === 0 || page.named('progress').length > 0) throw new Error('busy');
  }, PATIENCE);

async function show(note = NOTE, loader: () => Promise<Pseudonymiser> = load): Promise<void> {
  const around = { words: english(), telegram: { launch: { door: 'desk' } }, service: {} };
  await act(async () => {
    render(
      <SurroundingsContext.Provider value={around as never}>
        <Pseudonymise
          note={note}
          known={NOTHING_KNOWN}
          load={loader}
          onDone={(text) => done.push(text)}
        />
      </SurroundingsContext.Provider>,
      page.body as unknown as Element,
    );
  });
  await settled();
  // What a browser does by the next frame: the note listens for selections.
  await act(async () => undefined);
}

const press = (element: FakeElement): Promise<void> =>
  act(async () => {
    if (!element.disabled) element.dispatchEvent(new Event('click'));
  });

const fill = (element: FakeElement, event: string, to: Partial<FakeElement>): Promise<void> =>
  act(async () => {
    Object.assign(element, to);
    element.dispatchEvent(new Event(event));
  });

const preview = (): string => page.one('pseudonym-preview').textContent;

/** The mark in the note with these words, the first of them. */
function marked(text: string): FakeElement {
  const found = page.named('pseudonym-mark').find((one) => one.textContent === text);
  if (found === undefined) throw new Error('no such mark');
  return found;
}

async function decide(text: string, choice: string): Promise<void> {
  await press(marked(text));
  await press(page.one(choice));
}

async function confirm(): Promise<void> {
  await fill(page.one('pseudonym-confirm'), 'change', { checked: true });
  await press(page.one('pseudonym-done'));
}

describe('the review of a note', () => {
  it('shows the note whole, with marks, and what would be sealed', async () => {
    await show();
    expect(page.one('pseudonym-note').textContent).toBe(NOTE);
    expect(preview()).toContain('Spoke with Person A and Person B. Person A lives in Hall A');
    expect(preview()).not.toMatch(/Priya|Tomasz|Grace|Ashdown|uni\.example/);
    expect(page.named('pseudonym-item').length).toBeGreaterThan(3);
  });

  it('asks before anything that is only perhaps a name, and is not done before', async () => {
    await show();
    expect(marked('Grace').getAttribute('data-choice')).toBe('open');
    await confirm();
    expect(done).toEqual([]);
    await press(page.one('pseudonym-replace-rest'));
    expect(page.named('pseudonym-open')).toEqual([]);
    await confirm();
    expect(done).toEqual([preview()]);
  });

  it('keeps a word here or everywhere, and replaces every occurrence', async () => {
    await show('Max rang. Later Max left, with Max.');
    await decide('Max', 'pseudonym-keep');
    expect(preview()).toBe('Max rang. Later Person A left, with Person A.');
    await decide('Max', 'pseudonym-keep-all');
    expect(preview()).toBe('Max rang. Later Max left, with Max.');
    await decide('Max', 'pseudonym-replace');
    expect(preview()).toBe('Person A rang. Later Person A left, with Person A.');
  });

  it('joins two people and parts them again', async () => {
    await show('Told Priya. Ngozi agreed with Priya.');
    expect(preview()).toBe('Told Person A. Person B agreed with Person A.');
    await decide('Ngozi', 'pseudonym-same');
    expect(preview()).toBe('Told Person A. Person A agreed with Person A.');
    await decide('Ngozi', 'pseudonym-apart');
    expect(preview()).toBe('Told Person A. Person B agreed with Person A.');
  });

  it('changes the kind wherever it stands', async () => {
    await show('Told Priya. Ngozi agreed with Priya.');
    await press(marked('Priya'));
    await fill(page.one('pseudonym-kind'), 'change', { value: 'worker' });
    expect(preview()).toBe('Told Worker A. Person B agreed with Worker A.');
  });

  it('marks what was selected, and says when the note does not have it', async () => {
    await show('She collects owls. Owls, she says, are calm.');
    const note = page.one('pseudonym-note');
    // It listens from some frame on, which a busy machine draws late.
    await vi.waitFor(async () => {
      await act(async () => page.select('owls', note.childNodes[0] as FakeElement));
      expect(page.one('pseudonym-words').value).toBe('owls');
    }, PATIENCE);
    await press(page.one('pseudonym-mark-do'));
    expect(preview()).toBe('She collects Person A. Person A, she says, are calm.');
    await fill(page.one('pseudonym-words'), 'input', { value: 'parrots' });
    await press(page.one('pseudonym-mark-do'));
    expect(page.one('pseudonym-by-hand').textContent).toContain('does not have these words');
  });

  it('takes the confirmation back when the text changes', async () => {
    await show('Told Priya.');
    await fill(page.one('pseudonym-confirm'), 'change', { checked: true });
    expect(page.one('pseudonym-done').disabled).toBe(false);
    await decide('Priya', 'pseudonym-keep');
    expect(page.one('pseudonym-done').disabled).toBe(true);
  });

  it('says that it could not be loaded, and tries again', async () => {
    let broken = true;
    const flaky = (): Promise<Pseudonymiser> => (broken ? Promise.reject(new Error()) : load());
    await show('Told Priya.', flaky);
    broken = false;
    await press(page.one('pseudonym-retry'));
    await settled();
    expect(preview()).toBe('Told Person A.');
  });

  it('refuses a note past its bound', async () => {
    await show('a '.repeat(10_001));
    expect(page.one('pseudonym-too-long').textContent).toContain('too long');
  });
});
