// A Mini App over a chat. Lives here: the sheet with its header, frame and buttons. Must not: the
// messages themselves (host.ts).
import { act, customMethod } from './api.ts';
import { button, el, keep } from './dom.ts';
import { type AppButton, Host, type HostActs, type Popup } from './host.ts';
import type { Choice, Overlays } from './overlays.ts';
import type { Launch, Person } from './types.ts';

// As Telegram Web A sets them, so that what a frame may not do there it may not do here.
const SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-forms allow-modals' +
  ' allow-storage-access-by-user-activation';
const ALLOW = 'clipboard-write; clipboard-read; camera; microphone; geolocation';
const TEXTS: Record<string, string> = { ok: 'OK', close: 'Close', cancel: 'Cancel' };

export interface SheetActs {
  person(): Person;
  openLink(url: string): void;
  closed(): void;
}

export class Sheet implements HostActs {
  readonly element: HTMLElement;
  private readonly host: Host;
  private readonly frame: HTMLIFrameElement;
  private readonly header: HTMLElement;
  private readonly backButton: HTMLButtonElement;
  private readonly settingsButton: HTMLButtonElement;
  private readonly bar = el('div', { class: 'app-buttons' });
  private readonly loading = el('div', { class: 'loading', text: 'Loading…' });
  private readonly resized: ResizeObserver;
  private readonly parts: Record<'main' | 'secondary', Partial<AppButton>> = {
    main: {},
    secondary: {},
  };
  private readonly buttons = {
    main: this.appButton('main'),
    secondary: this.appButton('secondary'),
  };
  private needsConfirmation = false;

  constructor(
    private readonly launch: Launch,
    private readonly buttonText: string,
    private readonly acts: SheetActs,
    private readonly overlays: Overlays,
    silent: boolean,
  ) {
    this.backButton = button('‹', () => this.host.send('back_button_pressed'), {
      testid: 'webapp-back',
      class: 'round',
      label: 'Back',
    });
    this.settingsButton = button('⚙', () => this.host.send('settings_button_pressed'), {
      testid: 'webapp-settings',
      class: 'round',
      label: 'Settings',
    });
    this.backButton.hidden = true;
    this.settingsButton.hidden = true;
    this.header = this.makeHeader();
    this.frame = el('iframe', {
      testid: 'webapp-frame',
      label: 'Mini App',
      attrs: { sandbox: SANDBOX, allow: ALLOW, src: launch.frame_url },
      on: { load: () => this.ready() },
    });
    const stage = el('div', { class: 'stage' }, this.loading, this.frame);
    this.element = el(
      'section',
      { class: 'sheet', testid: 'webapp' },
      this.header,
      stage,
      this.bar,
    );
    this.host = new Host(this.frame, launch.frame_url, this);
    this.host.silent = silent;
    this.resized = new ResizeObserver(() => this.host.sendViewport());
  }

  private makeHeader(): HTMLElement {
    const close = button('✕', () => void this.tryClose(), {
      testid: 'webapp-close',
      class: 'round',
      label: 'Close',
    });
    const reload = button('⟳', () => this.host.reload(), {
      testid: 'webapp-reload',
      class: 'round',
      label: 'Reload page',
    });
    const title = el('span', { class: 'app-title', text: this.launch.title });
    return el(
      'header',
      { class: 'app-header' },
      close,
      this.backButton,
      title,
      this.settingsButton,
      reload,
    );
  }

  /** A name for the frame, by which stories find it. */
  set name(name: string) {
    this.frame.name = name;
  }

  set silent(silent: boolean) {
    this.host.silent = silent;
  }

  themeChanged(): void {
    for (const one of [this.header, this.bar, this.frame]) one.removeAttribute('style');
    this.host.sendTheme();
  }

  async tryClose(): Promise<void> {
    if (this.needsConfirmation) {
      const chosen = await this.overlays.ask('', 'Changes that you made may not be saved.', [
        { id: 'cancel', text: 'Cancel' },
        { id: 'close', text: 'Close anyway', kind: 'destructive' },
      ]);
      if (chosen !== 'close') return;
    }
    this.close();
  }

  // What the Mini App asks for (HostActs)

  ready(): void {
    // Not before: the frame's first, blank document has another origin and would be told nothing.
    this.resized.observe(this.frame);
    this.loading.remove();
  }

  close(): void {
    this.resized.disconnect();
    this.host.end();
    this.element.remove();
    this.acts.closed();
  }

  back(visible: boolean): void {
    this.backButton.hidden = !visible;
  }

  settings(visible: boolean): void {
    this.settingsButton.hidden = !visible;
  }

  confirmClosing(needed: boolean): void {
    this.needsConfirmation = needed;
  }

  mainButton(part: Partial<AppButton>): void {
    this.changeButton('main', part);
  }

  secondaryButton(part: Partial<AppButton>): void {
    this.changeButton('secondary', part);
  }

  private changeButton(which: 'main' | 'secondary', part: Partial<AppButton>): void {
    Object.assign(this.parts[which], part);
    this.drawButton(which);
    const shown = (['secondary', 'main'] as const).filter((name) => {
      const one = this.parts[name];
      return one.is_visible && one.text?.trim();
    });
    keep(
      this.bar,
      shown.map((name) => this.buttons[name]),
    );
  }

  private appButton(which: 'main' | 'secondary'): HTMLButtonElement {
    return button('', () => this.host.send(`${which}_button_pressed`), {
      testid: `${which}-button`,
    });
  }

  /** The same button for as long as the Mini App is open: it may be tapped while it changes. */
  private drawButton(which: 'main' | 'secondary'): void {
    const [made, part] = [this.buttons[which], this.parts[which]];
    if (made.textContent !== part.text) made.textContent = part.text ?? '';
    made.className = part.is_progress_visible ? `${which} busy` : which;
    made.disabled = part.is_active === false;
    made.style.backgroundColor = part.color ?? '';
    made.style.color = part.text_color ?? '';
  }

  color(part: 'header' | 'background' | 'bottom', color: string): void {
    const target = { header: this.header, background: this.frame, bottom: this.bar }[part];
    target.style.backgroundColor = color;
    if (part === 'header') {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
        Number.parseInt(color.slice(at, at + 2), 16),
      );
      target.style.color = r * 0.299 + g * 0.587 + b * 0.114 > 140 ? '#000000' : '#ffffff';
    }
  }

  openLink(url: string): void {
    if (/^https?:/i.test(url)) window.open(url, '_blank', 'noreferrer');
  }

  openTelegramLink(path: string): void {
    this.close();
    this.acts.openLink(`https://t.me${path.startsWith('/') ? '' : '/'}${path}`);
  }

  async popup(popup: Popup): Promise<string | null> {
    const choices: Choice[] = (popup.buttons ?? []).slice(0, 3).map((one) => ({
      id: one.id ?? '',
      text: one.text ?? TEXTS[one.type ?? ''] ?? 'OK',
      kind: one.type === 'destructive' ? 'destructive' : 'plain',
    }));
    const shown = choices.length > 0 ? choices : [{ id: '', text: 'Close' }];
    return this.overlays.ask(popup.title ?? '', popup.message ?? '', shown);
  }

  haptic(): void {
    this.element
      .closest('.phone')
      ?.animate([{ translate: '0' }, { translate: '1px' }, { translate: '0' }], 90);
  }

  scanUnsupported(): void {
    this.overlays.toast('Scanning QR codes is not supported in this client');
  }

  sendData(data: string): void {
    if (!this.buttonText) return; // only from a reply keyboard, as in Telegram
    const id = this.acts.person().id;
    this.close();
    void act(id, 'send_data', { data, button_text: this.buttonText });
  }

  async writeAccess(): Promise<'allowed' | 'cancelled'> {
    const person = this.acts.person();
    if (person.started && !person.blocked) return 'allowed';
    const chosen = await this.overlays.ask('', 'Allow this bot to message you?', [
      { id: 'cancel', text: 'Cancel' },
      { id: 'allow', text: 'Allow' },
    ]);
    if (chosen !== 'allow') return 'cancelled';
    await act(person.id, 'allow_writing');
    return 'allowed';
  }

  async phone(): Promise<'sent' | 'cancelled'> {
    const { id } = this.acts.person();
    const chosen = await this.overlays.ask('', 'Share your phone number with this bot?', [
      { id: 'cancel', text: 'Cancel' },
      { id: 'share', text: 'Share' },
    ]);
    if (chosen !== 'share') return 'cancelled';
    await act(id, 'attach', { kind: 'contact' });
    return 'sent';
  }

  customMethod(method: string, params: unknown): Promise<{ result?: unknown; error?: string }> {
    return customMethod(this.acts.person().id, method, params);
  }
}
