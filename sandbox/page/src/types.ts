// What the sandbox's API tells the page. Lives here: shapes, as far as the page shows them. Must
// not: behaviour.

export interface Person {
  id: number;
  first_name: string;
  username: string | null;
  language_code: string;
  started: boolean;
  blocked: boolean;
  device: number;
}

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
}

export interface Button {
  text: string;
  url?: string;
  callback_data?: string;
  web_app?: { url: string };
  copy_text?: { text: string };
  request_contact?: boolean;
}

export interface Sender {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
}

export interface Message {
  message_id: number;
  date: number;
  edit_date?: number;
  from?: Sender;
  text?: string;
  caption?: string;
  entities?: Entity[];
  reply_markup?: { inline_keyboard: Button[][] };
  reply_to_message?: Message;
  forward_origin?: { type: string; sender_user?: Sender; sender_user_name?: string };
  new_chat_members?: Sender[];
  write_access_allowed?: object;
  web_app_data?: { button_text: string };
  photo?: object[];
  voice?: object;
  video?: object;
  video_note?: object;
  sticker?: { emoji?: string };
  document?: { file_name?: string };
  location?: object;
  contact?: { phone_number: string };
}

export interface Chat {
  id: number;
  type: string;
  title?: string;
}

export interface ChatView {
  chat: Chat;
  bot_status: string;
  messages: Message[];
}

export interface Command {
  command: string;
  description: string;
}

export interface MenuButton {
  type: 'commands' | 'web_app' | 'default';
  text?: string;
  web_app?: { url: string };
}

export interface Snapshot {
  person: Person;
  bot: Sender;
  description: string;
  commands: Command[];
  menu_button: MenuButton;
  keyboard: { keyboard: Button[][] } | null;
  chats: ChatView[];
}

export interface SetupLink {
  label: string;
  url: string;
}

export interface Fault {
  id: string;
  method: string;
  kind: string;
  remaining: number;
}

export interface Whole {
  bot: Sender;
  people: Person[];
  links: SetupLink[];
  faults: Fault[];
}

export interface Launch {
  frame_url: string;
  init_data: string;
  query_id: string | null;
  title: string;
}

export type LiveEvent =
  | { type: 'person'; id: number }
  | { type: 'action'; id: number; action: string }
  | { type: 'answer'; id: number; text: string; alert: boolean; url: string }
  | { type: 'links' | 'faults' | 'people' | 'profile' | 'reconnected' };
