// One phone. Lives here: whose it is, which chat it shows, and what its person does. Must not:
// how messages, dialogs or Mini Apps look.
import { act, addPerson, type Opened, Refused, snapshot } from './api.ts';
import { Composer } from './composer.ts';
import { button, choices, el } from './dom.ts';
import { MessageList } from './messages.ts';
import { Newest } from './newest.ts';
import { Overlays } from './overlays.ts';
import { type PhoneBarActs, phoneMenu } from './phone-menu.ts';
import { steady } from './steady.ts';
import * as theme from './theme.ts';
import type { Button, ChatView, LiveEvent, Message, Person, Snapshot } from './types.ts';
import { Sheet } from './webapp.ts';

const ACTION_MS = 5000;

export class Phone {
  readonly element: HTMLElement;
  private readonly screen = el('div', { class: 'screen' });
  private readonly overlays = new Overlays(this.screen);
  private readonly select = el('select', { testid: 'person-select', label: 'Person' });
  private readonly chatSelect = el('select', { testid: 'chat-select', label: 'Chat' });
  private readonly title = el('strong', { class: 'title', testid: 'chat-title' });
  private readonly status = el('span', { class: 'status', testid: 'chat-status' });
  private readonly empty = el('p', { class: 'description', testid: 'description' });
  private readonly list: MessageList;
  private readonly composer: Composer;
  private view: Snapshot | null = null;
  private chatId: number | null = null;
  private sheet: Sheet | null = null;
  private silent = false;
  private readonly asked = new Newest();
  private readonly launched = new Newest();
  private readonly draw = steady(() => this.drawNow());

  constructor(
    readonly number: number,
    private personId: number,
  ) {
    this.list = new MessageList({
      press: (message, one) => this.press(message, one),
      command: (text) => this.say(text),
      link: (url) => void this.openLink(url),
      more: (message) => this.messageMenu(message),
    });
    this.composer = new Composer(
      {
        send: (text) => this.say(text),
        start: () => this.run('start'),
        attach: (kind) => this.run('attach', { kind, ...this.where() }),
        openMenu: () => void this.launch('open_menu'),
        openKeyboard: (one) => this.pressKey(one),
        forwardForeign: () => void this.forwardForeign(),
        inlineQuery: () => this.run('inline', { query: '' }),
      },
      this.overlays,
    );
    this.select.addEventListener('change', () => void this.choosePerson());
    this.chatSelect.addEventListener('change', () => {
      this.chatId = Number(this.chatSelect.value);
      this.draw();
    });
    this.element = this.build();
    this.remember();
    void this.refresh();
  }

  private build(): HTMLElement {
    const link = el('input', {
      testid: 'link-input',
      label: 'Link to open on this phone',
      attrs: { placeholder: 'Paste a link: t.me/… or http…', type: 'text', spellcheck: 'false' },
    });
    const open = () => {
      const url = link.value.trim();
      link.value = '';
      if (url) void this.openLink(url);
    };
    link.addEventListener('keydown', (event) => event.key === 'Enter' && open());
    const more = button('⋯', () => this.overlays.menu(phoneMenu(this.barActs, this.view), 'top'), {
      class: 'round',
      testid: 'phone-menu',
      label: 'More',
    });
    const avatar = el('span', { class: 'avatar', text: 'P', attrs: { 'aria-hidden': 'true' } });
    const head = el('div', { class: 'head' }, this.title, this.status);
    this.screen.append(
      el('header', { class: 'chat-header' }, avatar, head, this.chatSelect, more),
      this.empty,
      this.list.element,
      this.composer.element,
    );
    return el(
      'article',
      { class: 'phone', testid: `phone-${this.number}` },
      el('div', { class: 'who' }, this.select),
      el('div', { class: 'case' }, this.screen),
      el(
        'div',
        { class: 'open-link' },
        link,
        button('Open', open, { testid: 'open-link', class: 'plain' }),
      ),
    );
  }

  private readonly barActs: PhoneBarActs = {
    run: (name, body) => this.run(name, body),
    newDevice: () => {
      this.sheet?.close();
      this.run('device');
      this.overlays.toast('A new device: Mini Apps find their storage empty');
    },
    ask: (title, value, okay) => this.overlays.prompt(title, value, okay),
    silent: () => this.silent,
    setSilent: (silent) => {
      this.silent = silent;
      if (this.sheet) this.sheet.silent = silent;
      this.element.classList.toggle('silent', silent);
      this.overlays.toast(silent ? 'This client never answers Mini Apps' : 'Answering again');
    },
    chat: () => this.chat()?.chat ?? null,
  };

  private where(): { chat_id?: number } {
    return this.chatId === null ? {} : { chat_id: this.chatId };
  }

  // The person and the view

  people(all: Person[]): void {
    choices(this.select, [
      ...all.map((one) => [String(one.id), one.first_name] as const),
      ['new', 'Add a person…'],
    ]);
    this.select.value = String(this.personId);
  }

  private async choosePerson(): Promise<void> {
    let chosen = Number(this.select.value);
    if (this.select.value === 'new') {
      const name = await this.overlays.prompt('The new person’s role', 'Student 3', 'Add');
      const made = name ? await this.trying(() => addPerson(name)) : null;
      chosen = made?.id ?? this.personId;
      this.select.value = String(chosen);
    }
    this.sheet?.close();
    this.asked.pass();
    this.launched.pass();
    this.personId = chosen;
    this.chatId = null;
    this.remember();
    await this.refresh();
  }

  private remember(): void {
    localStorage.setItem(`sandbox-phone-${this.number}`, String(this.personId));
    this.list.clear();
  }

  async refresh(): Promise<void> {
    const counts = this.asked.ask();
    const view = await this.trying(() => snapshot(this.personId));
    if (!view || !counts()) return;
    this.view = view;
    this.draw();
  }

  private chat(): ChatView | null {
    const chats = this.view?.chats ?? [];
    return chats.find((one) => one.chat.id === this.chatId) ?? chats[0] ?? null;
  }

  private drawNow(): void {
    const { view } = this;
    const chat = this.chat();
    if (!view || !chat) return;
    const inPrivate = chat.chat.type === 'private';
    this.select.value = String(this.personId);
    this.title.textContent = inPrivate ? view.bot.first_name : (chat.chat.title ?? '');
    this.status.textContent = inPrivate
      ? view.person.blocked
        ? 'blocked'
        : 'bot'
      : `${chat.chat.type}, bot: ${chat.bot_status}`;
    const isNew = inPrivate && chat.messages.length === 0;
    this.empty.hidden = !isNew || !view.description;
    this.empty.textContent = view.description;
    this.chatSelect.hidden = view.chats.length < 2;
    choices(
      this.chatSelect,
      view.chats.map((one) => [String(one.chat.id), one.chat.title ?? 'Chat with the bot']),
    );
    this.chatSelect.value = String(chat.chat.id);
    if (this.list.element.dataset['chat'] !== String(chat.chat.id)) this.list.clear();
    this.list.element.dataset['chat'] = String(chat.chat.id);
    this.list.show(chat.messages, view.person.id);
    this.composer.show(view, chat);
  }

  hear(event: LiveEvent): void {
    const everyone = ['profile', 'reconnected'].includes(event.type);
    if (everyone || (event.type === 'person' && event.id === this.personId)) void this.refresh();
    if (event.type === 'action' && event.id === this.personId) {
      this.status.textContent = `${event.action.replaceAll('_', ' ')}…`;
      setTimeout(() => this.draw(), ACTION_MS);
    }
    if (event.type === 'answer' && event.id === this.personId) void this.answered(event);
  }

  private async answered(event: { text: string; alert: boolean; url: string }): Promise<void> {
    if (event.url) await this.openLink(event.url);
    if (event.alert) await this.overlays.ask('', event.text, [{ id: 'ok', text: 'OK' }]);
    else if (event.text) this.overlays.toast(event.text);
  }

  themeChanged(): void {
    this.sheet?.themeChanged();
  }

  // Acts

  private async trying<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      const known = error instanceof Refused;
      this.overlays.toast(known ? error.message : 'The sandbox does not answer.');
      return null;
    }
  }

  private run(name: string, body: object = {}): void {
    void this.trying(() => act(this.personId, name, body));
  }

  private say(text: string): void {
    this.run('text', { text, ...this.where() });
  }

  private press(message: Message, one: Button): void {
    const at = { message_id: message.message_id, ...this.where() };
    if (one.callback_data !== undefined) this.run('press', { ...at, data: one.callback_data });
    else if (one.web_app) void this.launch('open_button', { ...at, url: one.web_app.url });
    else if (one.url) void this.openLink(one.url);
    else if (one.copy_text) void navigator.clipboard.writeText(one.copy_text.text);
  }

  private pressKey(one: Button): void {
    if (one.web_app) void this.launch('open_keyboard', { url: one.web_app.url }, one.text);
    else if (one.request_contact) this.run('attach', { kind: 'contact' });
    else this.say(one.text);
  }

  async openLink(url: string): Promise<void> {
    const opened = await this.launch('open_link', { url });
    if (opened?.external && /^https?:/i.test(url)) window.open(url, '_blank', 'noreferrer');
    else if (opened?.external) this.overlays.toast('That is not a link.');
  }

  private async launch(name: string, body: object = {}, text = ''): Promise<Opened | null> {
    const asked = { ...body, theme_params: theme.params() };
    const counts = this.launched.ask();
    const opened = await this.trying(() => act(this.personId, name, asked));
    // Something else was opened since, or the phone is somebody else's.
    if (opened === null || !counts()) return null;
    if (opened?.launch) {
      this.sheet?.close();
      const acts = {
        person: () => this.view?.person ?? ({ id: this.personId } as Person),
        openLink: (url: string) => void this.openLink(url),
        closed: () => {
          this.sheet = null;
        },
      };
      this.sheet = new Sheet(opened.launch, text, acts, this.overlays, this.silent);
      this.sheet.name = `phone-${this.number}`;
      this.screen.append(this.sheet.element);
    }
    return opened;
  }

  private messageMenu(message: Message): void {
    const at = { message_id: message.message_id, ...this.where() };
    const forward = {
      text: 'Forward to the bot',
      testid: 'forward',
      act: () => this.run('forward', at),
    };
    const reply = {
      text: 'Reply',
      testid: 'reply',
      act: async () => {
        const text = await this.overlays.prompt('Reply', '', 'Send');
        if (text) this.run('text', { text, reply_to: message.message_id, ...this.where() });
      },
    };
    const edit = {
      text: 'Edit',
      testid: 'edit',
      act: async () => {
        const text = await this.overlays.prompt('Edit', message.text ?? '', 'Save');
        if (text) this.run('edit', { ...at, text });
      },
    };
    const own = message.from?.id === this.personId && message.text !== undefined;
    this.overlays.menu(own ? [edit, forward, reply] : [forward, reply], 'bottom');
  }

  private async forwardForeign(): Promise<void> {
    const text = await this.overlays.prompt('Somebody else’s text', '', 'Forward');
    if (text) this.run('forward_foreign', { text });
  }
}
