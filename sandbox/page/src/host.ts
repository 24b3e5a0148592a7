// Telegram's side of a Mini App's messages, as Telegram Web A speaks it. Lives here: the protocol
// over postMessage. Must not: looks; what is shown is the sheet's business (webapp.ts).
import * as theme from './theme.ts';

export interface AppButton {
  text: string;
  color: string;
  text_color: string;
  is_visible: boolean;
  is_active: boolean;
  is_progress_visible: boolean;
}

export interface Popup {
  title?: string;
  message?: string;
  buttons?: { id?: string; type?: string; text?: string }[];
}

/** What the host does for the protocol; each method is one thing that the person sees. */
export interface HostActs {
  ready(): void;
  close(): void;
  back(visible: boolean): void;
  settings(visible: boolean): void;
  confirmClosing(needed: boolean): void;
  mainButton(button: Partial<AppButton>): void;
  secondaryButton(button: Partial<AppButton>): void;
  color(part: 'header' | 'background' | 'bottom', color: string): void;
  openLink(url: string): void;
  openTelegramLink(path: string): void;
  popup(popup: Popup): Promise<string | null>;
  haptic(): void;
  scanUnsupported(): void;
  sendData(data: string): void;
  writeAccess(): Promise<'allowed' | 'cancelled'>;
  phone(): Promise<'sent' | 'cancelled'>;
  customMethod(method: string, params: unknown): Promise<{ result?: unknown; error?: string }>;
}

type Data = Record<string, unknown>;

const NO_INSETS = { top: 0, bottom: 0, left: 0, right: 0 };
const COLOR = /^#[0-9a-f]{6}$/i;
const RELOAD_MS = 500;

export class Host {
  /** For tests of time-outs: hears everything, answers nothing. */
  silent = false;
  private reloadable = false;
  private reloading = 0;
  private readonly origin: string;
  private readonly heard = (event: MessageEvent) => this.hear(event);

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly url: string,
    private readonly acts: HostActs,
  ) {
    this.origin = new URL(url).origin;
    addEventListener('message', this.heard);
  }

  end(): void {
    clearTimeout(this.reloading);
    removeEventListener('message', this.heard);
  }

  send(eventType: string, eventData?: unknown): void {
    if (this.silent) return;
    const message = eventData === undefined ? { eventType } : { eventType, eventData };
    this.frame.contentWindow?.postMessage(JSON.stringify(message), this.origin);
  }

  sendTheme(): void {
    this.send('theme_changed', { theme_params: theme.params() });
  }

  sendViewport(): void {
    const { width, height } = this.frame.getBoundingClientRect();
    this.send('viewport_changed', { width, height, is_expanded: true, is_state_stable: true });
  }

  reload(): void {
    if (!this.reloadable) {
      this.forceReload();
      return;
    }
    this.send('reload_iframe');
    this.reloading = setTimeout(() => this.forceReload(), RELOAD_MS);
  }

  private forceReload(): void {
    this.frame.addEventListener('load', () => this.frame.setAttribute('src', this.url), {
      once: true,
    });
    this.frame.src = 'about:blank';
  }

  private hear(event: MessageEvent): void {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
    const said = read(event.data);
    if (said) this.handle(said.type, said.data);
  }

  private handle(type: string, data: Data): void {
    const failed = /^web_app_(secure|device)_storage_/.exec(type);
    if (failed) {
      this.send(`${failed[1]}_storage_failed`, { req_id: data['req_id'], error: 'UNSUPPORTED' });
    } else {
      (this.answers[type] ?? this.shows[type])?.(data);
    }
  }

  /** Requests that the frame expects an answer to. */
  private readonly answers: Record<string, (data: Data) => void> = {
    iframe_ready: (data) => {
      this.reloadable = data['reload_supported'] === true;
      this.send('set_custom_style', '* { scrollbar-width: thin; }');
    },
    iframe_will_reload: () => clearTimeout(this.reloading),
    web_app_request_viewport: () => this.sendViewport(),
    web_app_request_theme: () => this.sendTheme(),
    web_app_request_safe_area: () => this.send('safe_area_changed', NO_INSETS),
    web_app_request_content_safe_area: () => this.send('content_safe_area_changed', NO_INSETS),
    web_app_request_fullscreen: () => this.send('fullscreen_failed', { error: 'UNSUPPORTED' }),
    web_app_biometry_get_info: () => this.send('biometry_info_received', { available: false }),
    // Web A answers null: it keeps the clipboard from Mini Apps.
    web_app_read_text_from_clipboard: (data) =>
      this.send('clipboard_text_received', { req_id: data['req_id'], data: null }),
    web_app_check_home_screen: () => this.send('home_screen_checked', { status: 'unsupported' }),
    web_app_open_popup: async (data) => {
      const id = await this.acts.popup(data as Popup);
      this.send('popup_closed', id === null ? {} : { button_id: id });
    },
    web_app_request_write_access: async () =>
      this.send('write_access_requested', { status: await this.acts.writeAccess() }),
    web_app_request_phone: async () =>
      this.send('phone_requested', { status: await this.acts.phone() }),
    web_app_invoke_custom_method: async (data) => {
      const { req_id, method, params } = data;
      const answer = await this.acts.customMethod(String(method), params);
      this.send('custom_method_invoked', { req_id, ...answer });
    },
  };

  /** Requests that only change what is shown. */
  private readonly shows: Record<string, (data: Data) => void> = {
    web_app_ready: () => this.acts.ready(),
    web_app_close: () => this.acts.close(),
    web_app_setup_back_button: (data) => this.acts.back(data['is_visible'] === true),
    web_app_setup_settings_button: (data) => this.acts.settings(data['is_visible'] === true),
    web_app_setup_closing_behavior: (data) =>
      this.acts.confirmClosing(data['need_confirmation'] === true),
    web_app_setup_main_button: (data) => this.acts.mainButton(data),
    web_app_setup_secondary_button: (data) => this.acts.secondaryButton(data),
    web_app_set_header_color: (data) => this.paint('header', data),
    web_app_set_background_color: (data) => this.paint('background', data),
    web_app_set_bottom_bar_color: (data) => this.paint('bottom', data),
    web_app_open_link: (data) => this.acts.openLink(String(data['url'])),
    web_app_open_tg_link: (data) => this.acts.openTelegramLink(String(data['path_full'])),
    web_app_trigger_haptic_feedback: () => this.acts.haptic(),
    web_app_open_scan_qr_popup: () => this.acts.scanUnsupported(),
    web_app_data_send: (data) => this.acts.sendData(String(data['data'])),
    web_app_expand: () => this.sendViewport(),
  };

  private paint(part: 'header' | 'background' | 'bottom', data: Data): void {
    const key = String(data['color_key'] ?? '');
    const color = String(theme.params()[key] ?? data['color'] ?? '');
    if (COLOR.test(color)) this.acts.color(part, color);
  }
}

function read(raw: unknown): { type: string; data: Data } | null {
  if (typeof raw !== 'string') return null;
  try {
    const { eventType, eventData } = JSON.parse(raw) as { eventType?: unknown; eventData?: Data };
    return typeof eventType === 'string' ? { type: eventType, data: eventData ?? {} } : null;
  } catch {
    return null; // other messages, such as those of browser extensions
  }
}
