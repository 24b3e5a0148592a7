// The ⋯ menu of a phone. Lives here: the list of what can be done to a phone or its person. Must
// not: doing it.
import type { MenuItem } from './overlays.ts';
import type { Chat, Snapshot } from './types.ts';

export interface PhoneBarActs {
  run(name: string, body?: object): void;
  newDevice(): void;
  ask(title: string, value: string, okay: string): Promise<string | null>;
  silent(): boolean;
  setSilent(silent: boolean): void;
  chat(): Chat | null;
}

const ROOMS: [string, string][] = [
  ['group', 'Add the bot to a group'],
  ['supergroup', 'Add the bot to a supergroup'],
  ['channel', 'Add the bot to a channel'],
];

export function phoneMenu(acts: PhoneBarActs, view: Snapshot | null): MenuItem[] {
  const blocked = view?.person.blocked ?? false;
  const chat = acts.chat();
  const items: MenuItem[] = [
    {
      text: blocked ? 'Unblock the bot' : 'Block the bot',
      testid: blocked ? 'unblock' : 'block',
      act: () => acts.run(blocked ? 'unblock' : 'block'),
    },
    {
      text: `Language: ${view?.person.language_code ?? ''}…`,
      testid: 'language',
      act: async () => {
        const code = await acts.ask('Language of this person’s Telegram', 'en', 'Set');
        if (code) acts.run('language', { language_code: code });
      },
    },
    { text: 'New, empty device', testid: 'new-device', act: () => acts.newDevice() },
    {
      text: acts.silent() ? 'Answer Mini Apps again' : 'Never answer Mini Apps',
      testid: 'never-answers',
      act: () => acts.setSilent(!acts.silent()),
    },
    ...ROOMS.map(([kind, text]) => ({
      text,
      testid: `room-${kind}`,
      act: async () => {
        const title = await acts.ask('Its title', kind, 'Create');
        if (title) acts.run('room', { kind, title });
      },
    })),
  ];
  if (chat && chat.type !== 'private') {
    const act = () => acts.run('remove_bot', { chat_id: chat.id });
    items.push({ text: 'Remove the bot from here', testid: 'remove-bot', act });
  }
  return items;
}
