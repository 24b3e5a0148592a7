// Telegram's colours as ours. Lives here: theme parameters → CSS variables, with a contrast check.
// Must not: any layout.

const TEXT_LEAST = 4.5;

/** Our variables for text, and the theme parameter each takes. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['--text', 'text_color'],
  ['--hint', 'hint_color'],
  ['--link', 'link_color'],
  ['--danger', 'destructive_text_color'],
];

/** Grounds that text stands on and that Telegram lacks: how much of which colour over `--bg`. */
const TINTS: readonly (readonly [string, string | null, number])[] = [
  ['--soft', null, 0.11],
  ['--own', null, 0.18],
  ['--warn', '#e08a00', 0.16],
];

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2) of `#rrggbb`, 0 to 1. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

/** Contrast ratio (WCAG 2.2) of two `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function mix(colour: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [colour, other].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    const mixed = Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share);
    return mixed.toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** White or black: what can be read best on a ground. */
function ink(ground: string): string {
  return contrast('#ffffff', ground) >= contrast('#000000', ground) ? '#ffffff' : '#000000';
}

/** The first of the shades from `from` to `to` with which it holds; `to` when it never does. */
function shade(from: string, to: string, holds: (shade: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.02) {
    const shaded = mix(from, to, share);
    if (holds(shaded)) return shaded;
  }
  return to;
}

/** The nearest shade of `colour` with enough contrast to `other`, which stays as it is. */
export function readable(colour: string, other: string, least: number): string {
  return shade(colour, ink(other), (shaded) => contrast(shaded, other) >= least);
}

/** What text stands on: the theme's own two, and what is tinted; all of them near the first. */
function grounds(theme: Readonly<Record<string, string>>, bg: string): Map<string, string> {
  const most = ink(bg);
  // Whatever cannot carry text with the first's ink is brought nearer to it until it can.
  const near = (ground: string): string =>
    shade(ground, bg, (shaded) => contrast(shaded, most) >= TEXT_LEAST + 0.5);
  const found = new Map([['--bg', bg]]);
  const surface = theme['secondary_bg_color'];
  if (surface !== undefined) found.set('--surface', near(surface));
  const accent = theme['button_color'];
  for (const [variable, own, share] of TINTS) {
    const tint = own ?? accent;
    if (tint !== undefined) found.set(variable, near(mix(bg, tint, share)));
  }
  return found;
}

/**
 * The variables for a theme. A colour that would be hard to read on any of the grounds is shaded until
 * it is not; of a button the ground is shaded, so that its text keeps the theme's colour.
 */
export function variables(theme: Readonly<Record<string, string>>): Map<string, string> {
  const bg = theme['bg_color'];
  const found = bg === undefined ? new Map<string, string>() : grounds(theme, bg);
  const on = [...found.values()];
  for (const [variable, from] of TEXTS) {
    const colour = theme[from];
    if (colour === undefined) continue;
    const reads = (shaded: string): boolean =>
      on.every((ground) => contrast(shaded, ground) >= TEXT_LEAST);
    found.set(variable, bg === undefined ? colour : shade(colour, ink(bg), reads));
  }
  const [accent, onAccent] = [theme['button_color'], theme['button_text_color']];
  if (onAccent !== undefined) found.set('--on-accent', onAccent);
  if (accent !== undefined) {
    const text = onAccent ?? '#ffffff';
    found.set('--accent', readable(accent, text, TEXT_LEAST));
  }
  return found;
}

/** Every variable that a theme may set. */
const ALL: readonly string[] = [
  ...['--bg', '--surface', '--accent', '--on-accent'],
  ...TEXTS.map(([variable]) => variable),
  ...TINTS.map(([variable]) => variable),
];

/** Sets the variables and says whether the theme is dark, for the colours that Telegram lacks. */
export function applyTheme(root: HTMLElement, theme: Readonly<Record<string, string>>): void {
  const ground = theme['bg_color'];
  if (ground !== undefined) root.dataset['scheme'] = luminance(ground) < 0.4 ? 'dark' : 'light';
  for (const variable of ALL) root.style.removeProperty(variable);
  for (const [variable, colour] of variables(theme)) root.style.setProperty(variable, colour);
}
