// The client around us. Lives here: everything else the app asks of Telegram, behind one interface,
// so that views and tests need no Telegram. Must not: state of the app, words.
import { on, setTargetOrigin } from '@tma.js/bridge';
import { ask, tell } from './ask.ts';
import type { Launch } from './launch.ts';
import { cloudStorage, type RemoteStorage, secureStorage } from './storage.ts';

export type WriteAccess = 'allowed' | 'refused' | 'unknown';
export type Haptic = 'light' | 'success' | 'warning';

/** Telegram's client, as far as the app uses it. Every call is safe where there is no Telegram. */
export interface Telegram {
  readonly launch: Launch;
  readonly cloud: RemoteStorage;
  readonly secure: RemoteStorage;
  /** Whether this client can read a QR code for us. */
  readonly canScan: boolean;
  ready(): void;
  /** Shows the back button while there is somewhere to go back to; null hides it. */
  onBack(handler: (() => void) | null): void;
  /** Whether this client draws the main button itself; elsewhere the page draws its own. */
  readonly hasMainButton: boolean;
  /** Telegram's own big button, or null to hide it. Does nothing where the client has none. */
  mainButton(button: MainButton | null): void;
  haptic(kind: Haptic): void;
  /** Whether closing the app asks first: while something is written and not yet sent. */
  confirmClosing(needed: boolean): void;
  openLink(url: string): void;
  requestWriteAccess(): Promise<WriteAccess>;
  /** The text of a QR code, or null when the person closed the scanner. */
  scan(prompt: string): Promise<string | null>;
  close(): void;
  onTheme(listener: (theme: Record<string, string>) => void): void;
}

export interface MainButton {
  readonly text: string;
  readonly enabled: boolean;
  readonly busy: boolean;
  press(): void;
}

/** The phones' clients draw the button above the keyboard; elsewhere the page draws its own. */
const NATIVE_BUTTON = new Set(['android', 'ios']);

function atLeast(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  const [major, minor] = [a?.[0] ?? 0, a?.[1] ?? 0];
  return major > (b?.[0] ?? 0) || (major === (b?.[0] ?? 0) && minor >= (b?.[1] ?? 0));
}

/** The page that frames us, or null: Telegram's own webview, or a browser that does not say. */
export function frameOrigin(
  page: Pick<Document, 'referrer'> & { readonly ancestors: readonly string[] },
): string | null {
  const [parent] = page.ancestors;
  if (parent !== undefined) return parent;
  try {
    return new URL(page.referrer).origin;
  } catch {
    return null;
  }
}

/**
 * Tells the bridge where to post. Only an origin that the service lists is taken; otherwise the
 * library's own (Telegram Web) stays. Never `*`: launch data must not reach a stranger's page.
 */
export function trustFrame({
  allowed,
  frame,
}: {
  allowed: readonly string[];
  frame: string | null;
}) {
  if (frame !== null && allowed.includes(frame)) setTargetOrigin(frame);
}

class Client implements Telegram {
  readonly cloud = cloudStorage;
  readonly secure = secureStorage;
  readonly launch: Launch;
  #back: (() => void) | null = null;
  #press: (() => void) | null = null;

  constructor(launch: Launch) {
    this.launch = launch;
    on('back_button_pressed', () => this.#back?.());
    on('main_button_pressed', () => this.#press?.());
  }

  get canScan(): boolean {
    return NATIVE_BUTTON.has(this.launch.platform) && atLeast(this.launch.version, '6.4');
  }

  ready(): void {
    tell('web_app_ready');
    tell('web_app_expand');
  }

  onBack(handler: (() => void) | null): void {
    this.#back = handler;
    tell('web_app_setup_back_button', { is_visible: handler !== null });
  }

  get hasMainButton(): boolean {
    return NATIVE_BUTTON.has(this.launch.platform);
  }

  mainButton(button: MainButton | null): void {
    if (!this.hasMainButton) return;
    this.#press = button?.press ?? null;
    if (button === null) {
      tell('web_app_setup_main_button', { is_visible: false });
      return;
    }
    tell('web_app_setup_main_button', {
      is_visible: true,
      is_active: button.enabled && !button.busy,
      is_progress_visible: button.busy,
      text: button.text,
    });
  }

  haptic(kind: Haptic): void {
    tell(
      'web_app_trigger_haptic_feedback',
      kind === 'light'
        ? { type: 'impact', impact_style: 'light' }
        : { type: 'notification', notification_type: kind },
    );
  }

  confirmClosing(needed: boolean): void {
    tell('web_app_setup_closing_behavior', { need_confirmation: needed });
  }

  openLink(url: string): void {
    if (!tell('web_app_open_link', { url })) window.open(url, '_blank', 'noopener,noreferrer');
  }

  async requestWriteAccess(): Promise<WriteAccess> {
    if (!atLeast(this.launch.version, '6.9')) return 'unknown';
    const answer = await ask({
      method: 'web_app_request_write_access',
      answers: ['write_access_requested'],
      // A person decides, but a silent client must not leave the card waiting for ever.
      patience: 60_000,
    });
    if (answer === null) return 'unknown';
    return answer.payload.status === 'allowed' ? 'allowed' : 'refused';
  }

  async scan(prompt: string): Promise<string | null> {
    const answer = await ask({
      method: 'web_app_open_scan_qr_popup',
      params: { text: prompt },
      answers: ['qr_text_received', 'scan_qr_popup_closed'],
      patience: null,
    });
    tell('web_app_close_scan_qr_popup');
    if (answer === null || answer.event !== 'qr_text_received') return null;
    return (answer.payload as { data?: string }).data ?? null;
  }

  close(): void {
    tell('web_app_close');
  }

  onTheme(listener: (theme: Record<string, string>) => void): void {
    on('theme_changed', ({ theme_params: theme }) => {
      const colours = Object.entries(theme).filter(
        (entry): entry is [string, `#${string}`] => typeof entry[1] === 'string',
      );
      listener(Object.fromEntries(colours));
    });
  }
}

export function connectTelegram(launch: Launch): Telegram {
  return new Client(launch);
}
