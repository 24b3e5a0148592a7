// The bottom of a chat. Lives here: menu button, text entry, attachments, START, the reply
// keyboard. Must not: talking to the sandbox.
import { button, el } from './dom.ts';
import type { Overlays } from './overlays.ts';
import type { Button, ChatView, Snapshot } from './types.ts';

export interface ComposerActs {
  send(text: string): void;
  start(): void;
  attach(kind: string): void;
  openMenu(): void;
  openKeyboard(button: Button): void;
  forwardForeign(): void;
  inlineQuery(): void;
}

const ATTACHMENTS: [string, string][] = [
  ['photo', 'Photo'],
  ['voice', 'Voice message'],
  ['video', 'Video'],
  ['video_note', 'Video message'],
  ['sticker', 'Sticker'],
  ['document', 'Document'],
  ['location', 'Location'],
  ['contact', 'Contact'],
];

export class Composer {
  readonly element = el('div', { class: 'composer' });
  private readonly field: HTMLTextAreaElement;
  private shape = '';

  constructor(
    private readonly acts: ComposerActs,
    private readonly overlays: Overlays,
  ) {
    this.field = el('textarea', {
      testid: 'chat-input',
      label: 'Message',
      attrs: { rows: '1', placeholder: 'Message' },
    });
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    });
  }

  private send(): void {
    const text = this.field.value;
    if (!text.trim()) return;
    this.field.value = '';
    this.acts.send(text);
  }

  /** Rebuilt only when its shape changes, so that typing is not interrupted. */
  show(view: Snapshot, chat: ChatView): void {
    const shape = JSON.stringify([
      view.person.blocked,
      chat.chat.type,
      chat.messages.length === 0 && !view.person.started,
      view.menu_button,
      view.commands,
      view.keyboard,
    ]);
    if (shape === this.shape) return;
    this.shape = shape;
    const typing = document.activeElement === this.field;
    const isPrivate = chat.chat.type === 'private';
    if (isPrivate && view.person.blocked) {
      this.element.replaceChildren(this.big('UNBLOCK AND RESTART'));
    } else if (isPrivate && chat.messages.length === 0 && !view.person.started) {
      this.element.replaceChildren(this.big('START'));
    } else {
      this.element.replaceChildren(this.entry(view, isPrivate), ...this.keyboard(view, isPrivate));
    }
    if (typing) this.field.focus({ preventScroll: true });
  }

  private big(text: string): HTMLElement {
    return button(text, () => this.acts.start(), { class: 'start', testid: 'start' });
  }

  private entry(view: Snapshot, isPrivate: boolean): HTMLElement {
    const attach = button('📎', () => this.attachMenu(), {
      class: 'round',
      testid: 'attach',
      label: 'Attach',
    });
    const send = button('➤', () => this.send(), {
      class: 'round send',
      testid: 'send',
      label: 'Send',
    });
    return el(
      'div',
      { class: 'entry' },
      isPrivate ? this.menuButton(view) : null,
      this.field,
      attach,
      send,
    );
  }

  private menuButton(view: Snapshot): HTMLElement | null {
    const menu = view.menu_button;
    const commands = view.commands.map((one) => ({
      text: `/${one.command}  ${one.description}`,
      testid: `command-${one.command}`,
      act: () => this.acts.send(`/${one.command}`),
    }));
    if (menu.type === 'web_app') {
      const open = button(menu.text ?? 'Open', () => this.acts.openMenu(), {
        class: 'menu-button',
        testid: 'menu-button',
      });
      if (commands.length === 0) return open;
      const slash = button('/', () => this.overlays.menu(commands, 'bottom'), {
        class: 'round',
        testid: 'commands',
        label: 'Commands',
      });
      return el('div', { class: 'pair' }, open, slash);
    }
    if (commands.length === 0) return null;
    return button('☰ Menu', () => this.overlays.menu(commands, 'bottom'), {
      class: 'menu-button',
      testid: 'commands',
    });
  }

  private attachMenu(): void {
    this.overlays.menu(
      [
        ...ATTACHMENTS.map(([kind, text]) => ({
          text,
          testid: `attach-${kind}`,
          act: () => this.acts.attach(kind),
        })),
        {
          text: 'Forward somebody’s text',
          testid: 'attach-forward',
          act: () => this.acts.forwardForeign(),
        },
        { text: 'Inline query', testid: 'attach-inline', act: () => this.acts.inlineQuery() },
      ],
      'bottom',
    );
  }

  private keyboard(view: Snapshot, isPrivate: boolean): HTMLElement[] {
    const rows = isPrivate ? (view.keyboard?.keyboard ?? []) : [];
    if (rows.length === 0) return [];
    const made = rows.map((row) =>
      el(
        'div',
        { class: 'row' },
        ...row.map((one) =>
          button(one.text, () => this.acts.openKeyboard(one), { testid: 'keyboard-button' }),
        ),
      ),
    );
    return [el('div', { class: 'reply-keyboard' }, ...made)];
  }
}
