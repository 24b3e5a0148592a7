// What lies over a phone for a moment: dialogs, toasts, small menus. Lives here: showing them and
// telling what was chosen. Must not: knowing why.
import { button, el } from './dom.ts';

const TOAST_MS = 3500;

export interface Choice {
  id: string;
  text: string;
  kind?: 'plain' | 'destructive';
}

export interface MenuItem {
  text: string;
  testid?: string;
  act(): void;
}

export class Overlays {
  constructor(private readonly screen: HTMLElement) {}

  /** A dialog; the answer is the chosen id, or null when it is waved away. */
  ask(title: string, message: string, choices: Choice[]): Promise<string | null> {
    const before = document.activeElement;
    return new Promise((resolve) => {
      const end = (id: string | null) => {
        veil.remove();
        if (before instanceof HTMLElement) before.focus();
        resolve(id);
      };
      const box = el(
        'div',
        { class: 'dialog', testid: 'dialog', attrs: { role: 'dialog', 'aria-modal': 'true' } },
        title ? el('h3', { text: title }) : null,
        el('p', { text: message }),
        el(
          'div',
          { class: 'choices' },
          ...choices.map((one) =>
            button(one.text, () => end(one.id), {
              testid: `dialog-${one.id || 'button'}`,
              class: one.kind ?? 'plain',
            }),
          ),
        ),
      );
      const veil = el('div', { class: 'veil' }, box);
      veil.addEventListener('click', (event) => event.target === veil && end(null));
      veil.addEventListener('keydown', (event) => event.key === 'Escape' && end(null));
      this.screen.append(veil);
      box.querySelector('button')?.focus();
    });
  }

  /** One line of text asked for; null when it is waved away or empty. */
  prompt(title: string, value: string, okay: string): Promise<string | null> {
    return new Promise((resolve) => {
      const end = (text: string | null) => {
        veil.remove();
        resolve(text?.trim() || null);
      };
      const field = el('textarea', { testid: 'dialog-input', attrs: { rows: '3' }, label: title });
      field.value = value;
      const box = el(
        'div',
        { class: 'dialog', testid: 'dialog', attrs: { role: 'dialog', 'aria-modal': 'true' } },
        el('h3', { text: title }),
        field,
        el(
          'div',
          { class: 'choices' },
          button('Cancel', () => end(null), { testid: 'dialog-cancel', class: 'plain' }),
          button(okay, () => end(field.value), { testid: 'dialog-ok', class: 'plain' }),
        ),
      );
      const veil = el('div', { class: 'veil' }, box);
      veil.addEventListener('click', (event) => event.target === veil && end(null));
      veil.addEventListener('keydown', (event) => event.key === 'Escape' && end(null));
      this.screen.append(veil);
      field.focus();
      field.select();
    });
  }

  toast(text: string): void {
    const shown = el('div', { class: 'toast', testid: 'toast', text, attrs: { role: 'status' } });
    this.screen.append(shown);
    setTimeout(() => shown.remove(), TOAST_MS);
  }

  /** A list of acts; tapping elsewhere closes it. */
  menu(items: MenuItem[], place: 'top' | 'bottom'): void {
    const end = () => veil.remove();
    const list = el('div', { class: `popup-menu ${place}`, attrs: { role: 'menu' } });
    for (const item of items) {
      const act = () => {
        end();
        item.act();
      };
      const entry = button(item.text, act, { ...(item.testid && { testid: item.testid }) });
      entry.setAttribute('role', 'menuitem');
      list.append(entry);
    }
    const veil = el('div', { class: 'veil clear' }, list);
    veil.addEventListener('click', (event) => event.target === veil && end());
    veil.addEventListener('keydown', (event) => event.key === 'Escape' && end());
    this.screen.append(veil);
    list.querySelector('button')?.focus();
  }
}
