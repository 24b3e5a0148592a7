// The panels above the phones. Lives here: one-time links and faults. Must not: phones.
import { clearFaults, installFault } from './api.ts';
import { button, el, keep, option } from './dom.ts';
import { steady } from './steady.ts';
import type { Fault, SetupLink } from './types.ts';

const KINDS: [string, string][] = [
  ['429', '429 Too Many Requests'],
  ['500', '500 Internal Server Error'],
  ['502', '502 Bad Gateway'],
  ['timeout', 'no answer (5 s)'],
  ['drop', 'connection dropped'],
  ['duplicate', 'updates arrive twice'],
  ['reorder', 'updates out of order'],
];
const METHODS = ['*', 'sendMessage', 'editMessageText', 'answerCallbackQuery', 'getUpdates'];
const TIMEOUT_SECONDS = 5;

export function slug(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

interface Row {
  readonly element: HTMLElement;
  /** The link it opens; null once that is of no use any more. */
  readonly show: (link: SetupLink | null) => void;
}

function oneLink(label: string, open: (phone: number, url: string) => void): Row {
  const name = slug(label);
  let opens = '';
  const phones = [1, 2, 3].map((phone) =>
    button(String(phone), () => open(phone, opens), {
      class: 'plain',
      testid: `setup-link-${name}-${phone}`,
      label: `Open ${label} on phone ${phone}`,
    }),
  );
  const [url, hint] = [el('code'), el('span', { class: 'hint' })];
  const element = el(
    'div',
    { class: 'link', testid: `setup-link-${name}` },
    el('span', { class: 'label', text: label }, url),
    hint,
    ...phones,
  );
  const show = (link: SetupLink | null): void => {
    opens = link?.url ?? opens;
    url.textContent = opens;
    element.classList.toggle('used', link === null);
    hint.textContent = link === null ? 'Not in use' : 'Open on phone';
    for (const phone of phones) phone.disabled = link === null;
  };
  return { element, show };
}

/**
 * The links that set the service up; hidden until there are any.
 *
 * The panel stands above the phones. A link that is of no use any more keeps its place until the page is opened
 * again: whoever presses something in a Mini App at that moment would find it moved under their finger, and the
 * page hears of no finger that is down in there.
 */
export function linksPanel(open: (phone: number, url: string) => void) {
  const list = el('div', { class: 'list' });
  const title = el('h2', { text: 'The team: links to set up and sign in' });
  const element = el('section', { class: 'panel links', testid: 'setup-links' }, title, list);
  const rows = new Map<string, Row>();
  const show = steady((links: SetupLink[]) => {
    const now = new Map(links.map((link) => [link.label, link]));
    for (const label of now.keys()) if (!rows.has(label)) rows.set(label, oneLink(label, open));
    for (const [label, row] of rows) row.show(now.get(label) ?? null);
    element.hidden = rows.size === 0;
    keep(
      list,
      [...rows.values()].map((row) => row.element),
    );
  });
  return { element, show };
}

/** Faults for the next calls; the list shows what is still to come. */
export function faultsPanel() {
  const kind = el(
    'select',
    { testid: 'fault-kind', label: 'Fault' },
    ...KINDS.map(([value, text]) => option(value, text)),
  );
  const method = el(
    'select',
    { testid: 'fault-method', label: 'Method' },
    ...METHODS.map((name) => option(name, name === '*' ? 'any call' : name)),
  );
  const times = el('input', {
    testid: 'fault-times',
    label: 'How many times',
    attrs: { type: 'number', min: '1', max: '99', value: '1' },
  });
  const after = el('input', { testid: 'fault-after', attrs: { type: 'checkbox' } });
  const shown = el('ul', { class: 'faults', testid: 'faults' });
  const install = () =>
    void installFault({
      kind: kind.value,
      method: method.value,
      times: Math.max(1, times.valueAsNumber || 1),
      retry_after: 2,
      seconds: TIMEOUT_SECONDS,
      after_effect: after.checked,
    });
  const element = el(
    'details',
    { class: 'panel', testid: 'fault-panel' },
    el('summary', { text: 'Faults' }),
    el(
      'div',
      { class: 'fault-form' },
      el('span', { text: 'The next' }),
      times,
      el('span', { text: 'of' }),
      method,
      el('span', { text: 'meet' }),
      kind,
      el('label', {}, after, ' after taking effect'),
      button('Switch on', install, { class: 'plain', testid: 'fault-install' }),
      button('Clear', () => void clearFaults(), { class: 'plain', testid: 'fault-clear' }),
    ),
    shown,
  );
  const show = (faults: Fault[]) =>
    shown.replaceChildren(
      ...faults.map((one) => el('li', { text: `${one.remaining} × ${one.method}: ${one.kind}` })),
    );
  return { element, show };
}
