// The messages of a chat. Lives here: bubbles, inline keyboards, and keeping the list in step
// without replacing what has not changed. Must not: talking to the sandbox.
import { button, el } from './dom.ts';
import { richText } from './text.ts';
import type { Button, Message } from './types.ts';

export interface MessageActs {
  press(message: Message, button: Button): void;
  command(text: string): void;
  link(url: string): void;
  more(message: Message, at: HTMLElement): void;
}

const LABELS: [keyof Message, string][] = [
  ['photo', '🖼 Photo'],
  ['voice', '🎤 Voice message'],
  ['video', '🎬 Video'],
  ['video_note', '⏺ Video message'],
  ['document', '📎 Document'],
  ['location', '📍 Location'],
  ['contact', '👤 Contact'],
];

export class MessageList {
  readonly element = el('div', {
    class: 'messages',
    testid: 'messages',
    attrs: { role: 'log', 'aria-live': 'polite' },
  });
  private readonly shown = new Map<number, { node: HTMLElement; as: string }>();

  constructor(private readonly acts: MessageActs) {}

  clear(): void {
    this.shown.clear();
    this.element.replaceChildren();
  }

  show(messages: Message[], own: number): void {
    const atEnd =
      this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 80;
    const wanted = new Set(messages.map((one) => one.message_id));
    for (const [id, { node }] of this.shown) {
      if (!wanted.has(id)) {
        node.remove();
        this.shown.delete(id);
      }
    }
    let grew = false;
    for (const message of messages) {
      const as = JSON.stringify(message);
      const before = this.shown.get(message.message_id);
      if (before?.as === as) continue;
      const node = this.bubble(message, own);
      if (before) before.node.replaceWith(node);
      else this.element.append(node);
      grew ||= !before;
      this.shown.set(message.message_id, { node, as });
    }
    if (grew && atEnd) this.element.scrollTop = this.element.scrollHeight;
  }

  private bubble(message: Message, own: number): HTMLElement {
    const service = serviceText(message);
    if (service) return el('div', { class: 'service', testid: 'service-message', text: service });
    const mine = message.from?.id === own;
    const body = el('div', { class: 'bubble' });
    if (!mine && message.from && !message.from.is_bot) {
      body.append(el('div', { class: 'sender', text: message.from.first_name }));
    }
    if (message.forward_origin)
      body.append(el('div', { class: 'quoted', text: forwarded(message) }));
    if (message.reply_to_message) {
      body.append(el('div', { class: 'quoted', text: message.reply_to_message.text ?? 'Message' }));
    }
    for (const label of labels(message)) body.append(el('div', { class: 'media', text: label }));
    const text = message.text ?? message.caption ?? '';
    const shown = el('div', { class: 'text', testid: 'message-text' });
    shown.append(richText(text, message.entities ?? [], this.acts));
    if (text) body.append(shown);
    body.append(this.foot(message));
    return el(
      'div',
      {
        class: mine ? 'message mine' : 'message',
        testid: mine ? 'message-own' : 'message-bot',
        attrs: { 'data-message-id': String(message.message_id) },
      },
      body,
      this.keyboard(message),
    );
  }

  private foot(message: Message): HTMLElement {
    const time = new Date(message.date * 1000).toTimeString().slice(0, 5);
    const more = el('button', {
      class: 'more',
      testid: 'message-menu',
      label: 'Edit, forward, reply',
      text: '⋯',
    });
    more.type = 'button';
    more.addEventListener('click', () => this.acts.more(message, more));
    const edited = message.edit_date ? 'edited ' : '';
    return el('div', { class: 'foot' }, more, el('time', { text: edited + time }));
  }

  private keyboard(message: Message): HTMLElement | null {
    const rows = message.reply_markup?.inline_keyboard ?? [];
    if (rows.length === 0) return null;
    return el(
      'div',
      { class: 'inline-keyboard' },
      ...rows.map((row) =>
        el(
          'div',
          { class: 'row' },
          ...row.map((one) =>
            button(one.text, () => this.acts.press(message, one), {
              testid: 'inline-button',
              class: one.web_app ? 'opens-app' : one.url ? 'opens-link' : 'calls-back',
            }),
          ),
        ),
      ),
    );
  }
}

function labels(message: Message): string[] {
  const found = LABELS.filter(([kind]) => message[kind] !== undefined).map(([, label]) => label);
  return message.sticker ? [message.sticker.emoji ?? 'Sticker', ...found] : found;
}

function forwarded(message: Message): string {
  const origin = message.forward_origin;
  return `Forwarded from ${origin?.sender_user?.first_name ?? origin?.sender_user_name ?? 'a channel'}`;
}

function serviceText(message: Message): string | null {
  if (message.new_chat_members) return 'The bot was added';
  if (message.write_access_allowed) return 'You allowed this bot to message you';
  if (message.web_app_data) return `Data was sent with “${message.web_app_data.button_text}”`;
  return null;
}
