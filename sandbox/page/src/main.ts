// The page. Lives here: putting bar, panels and phones together, and passing events on. Must not:
// what any of them does.
import { listen, whole } from './api.ts';
import { button, el } from './dom.ts';
import { Newest } from './newest.ts';
import { faultsPanel, linksPanel } from './panels.ts';
import { Phone } from './phone.ts';
import { current, firstTheme, show } from './theme.ts';
import type { LiveEvent, Person } from './types.ts';

const AT_FIRST = ['Student 1', 'Worker 1', 'Coordinator'];

function firstPerson(people: Person[], index: number): number {
  const kept = Number(localStorage.getItem(`sandbox-phone-${index + 1}`));
  const found =
    people.find((one) => one.id === kept) ??
    people.find((one) => one.first_name === AT_FIRST[index]) ??
    people[0];
  return found?.id ?? 0;
}

function bar(phones: Phone[]): { element: HTMLElement; live: HTMLElement } {
  const live = el('span', { class: 'live', testid: 'live', text: 'connecting…' });
  const toggle = button('Light / dark', () => {
    show(current() === 'dark' ? 'light' : 'dark');
    for (const phone of phones) phone.themeChanged();
  });
  toggle.className = 'plain';
  toggle.dataset['testid'] = 'theme';
  const title = el('h1', { text: 'Sandbox' });
  const what = el('p', { text: 'A Telegram on this machine. Nothing here leaves it.' });
  return { element: el('header', { class: 'bar' }, title, what, live, toggle), live };
}

async function begin(): Promise<void> {
  show(firstTheme());
  const state = await whole();
  const phones = AT_FIRST.map((_, index) => new Phone(index + 1, firstPerson(state.people, index)));
  const links = linksPanel((phone, url) => void phones[phone - 1]?.openLink(url));
  const faults = faultsPanel();
  const top = bar(phones);
  const row = el('main', { class: 'phones' }, ...phones.map((phone) => phone.element));
  document.body.replaceChildren(top.element, links.element, row, faults.element);

  const newest = new Newest();
  const draw = async () => {
    const counts = newest.ask();
    const now = await whole();
    if (!counts()) return;
    links.show(now.links);
    faults.show(now.faults);
    for (const phone of phones) phone.people(now.people);
  };
  const hear = (event: LiveEvent) => {
    if (!['person', 'action', 'answer'].includes(event.type)) void draw();
    for (const phone of phones) phone.hear(event);
  };
  await draw();
  listen(hear, (isLive) => {
    top.live.textContent = isLive ? 'live' : 'not connected';
    top.live.classList.toggle('on', isLive);
  });
}

void begin();
