// How the Mini App was opened. Lives here: reading Telegram's launch parameters and our own query.
// Must not: trust any of it (the server checks the signature) or write it anywhere.

/** What the fragment and the query said; nothing here is proven. */
export interface Launch {
  /** Telegram's raw initData, as signed; empty outside Telegram. */
  readonly initData: string;
  /** Decimal Telegram user id named in initData, or null. */
  readonly userId: string | null;
  /** Whether Telegram says the bot may write to this person; null when it does not say. */
  readonly mayWrite: boolean | null;
  /** The account's own name in Telegram, for the identity capsule. */
  readonly userName: string;
  /** The IETF tag of the language that Telegram is set to, or null. */
  readonly language: string | null;
  readonly version: string;
  readonly platform: string;
  readonly theme: Readonly<Record<string, string>>;
  readonly door: Door;
  /** The language that our own link asks for (`lang=`), or null. */
  readonly asked: string | null;
  readonly start: Start;
}

/** Which part was asked for (`go=`). */
export type Door = 'room' | 'desk' | 'record' | 'withdraw';

/** What the start parameter carries (protocol.md §3.3, api.md). */
export type Start =
  | { readonly kind: 'none' }
  | { readonly kind: 'poster'; readonly fingerprint: string }
  | { readonly kind: 'invite'; readonly token: string };

/** Whether the staff side was asked for. */
export function isForStaff({ door, start }: Pick<Launch, 'door' | 'start'>): boolean {
  return door === 'desk' || start.kind === 'invite';
}

const DOORS: readonly Door[] = ['room', 'desk', 'record', 'withdraw'];
const NO_START: Start = { kind: 'none' };
const START = /^(r|i)_([A-Za-z0-9_-]{22})$/;

function parseJson(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function parseTheme(text: string | null): Record<string, string> {
  const colours = Object.entries(parseJson(text)).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && /^#[0-9a-fA-F]{6}$/.test(entry[1]),
  );
  return Object.fromEntries(colours);
}

/** Reads `r_<fingerprint>` or `i_<token>`; anything else is as if nothing had been given. */
export function parseStart(text: string | null): Start {
  const match = START.exec(text ?? '');
  const value = match?.[2];
  if (match === null || value === undefined) return { kind: 'none' };
  return match[1] === 'r'
    ? { kind: 'poster', fingerprint: value }
    : { kind: 'invite', token: value };
}

function parseUser(
  init: URLSearchParams,
): Pick<Launch, 'userId' | 'mayWrite' | 'userName' | 'language'> {
  const user = parseJson(init.get('user'));
  const id = user['id'];
  const text = (key: string): string => (typeof user[key] === 'string' ? String(user[key]) : '');
  return {
    userId: typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : null,
    language: text('language_code') || null,
    mayWrite: typeof user['allows_write_to_pm'] === 'boolean' ? user['allows_write_to_pm'] : null,
    userName: [text('first_name'), text('last_name')].filter((part) => part !== '').join(' '),
  };
}

/**
 * Parses the address the app was opened at.
 *
 * Telegram's own start parameter comes without our server in between, which is what makes the
 * poster's fingerprint worth comparing. `p=` was written by the server, which could name whatever
 * root it likes: an invite may come that way, a fingerprint counts as none.
 */
export function parseLaunch({ hash, query }: { hash: string; query: string }): Launch {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const own = new URLSearchParams(query);
  const initData = fragment.get('tgWebAppData') ?? '';
  const init = new URLSearchParams(initData);
  const given = [fragment.get('tgWebAppStartParam'), init.get('start_param')];
  const parameter = given.find((value) => value !== null && value !== '') ?? null;
  const ours = parseStart(own.get('p'));
  // A direct link has no query of ours: `startapp=desk` asks for the desk by the start parameter.
  const wanted = parameter === 'desk' ? 'desk' : own.get('go');
  const door = DOORS.find((name) => name === wanted) ?? 'room';
  return {
    initData,
    ...parseUser(init),
    version: fragment.get('tgWebAppVersion') ?? '6.0',
    platform: fragment.get('tgWebAppPlatform') ?? 'unknown',
    theme: parseTheme(fragment.get('tgWebAppThemeParams')),
    door,
    asked: own.get('lang'),
    start: parameter !== null ? parseStart(parameter) : ours.kind === 'invite' ? ours : NO_START,
  };
}
