// Telegram's colours as ours. Lives here: theme parameters → CSS variables, with a contrast check.
// Must not: any layout.

/** Our variable, the theme parameter it takes, and what it must be readable on. */
interface Rule {
  readonly variable: string;
  readonly from: string;
  readonly on?: string;
  /** WCAG 2.2 AA: 4.5 for text, 3 for large text and controls. */
  readonly least?: number;
}

const RULES: readonly Rule[] = [
  { variable: '--bg', from: 'bg_color' },
  { variable: '--surface', from: 'secondary_bg_color' },
  { variable: '--text', from: 'text_color', on: '--bg', least: 4.5 },
  { variable: '--hint', from: 'hint_color', on: '--bg', least: 4.5 },
  { variable: '--link', from: 'link_color', on: '--bg', least: 4.5 },
  { variable: '--accent', from: 'button_color' },
  { variable: '--on-accent', from: 'button_text_color', on: '--accent', least: 4.5 },
  { variable: '--danger', from: 'destructive_text_color', on: '--bg', least: 4.5 },
];

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2) of `#rrggbb`, 0 to 1. */
export function luminance(colour: string): number {
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

/** The nearest shade of `colour` with enough contrast to `other`, which stays as it is. */
export function readable(colour: string, other: string, least: number): string {
  const towards = contrast('#ffffff', other) >= contrast('#000000', other) ? '#ffffff' : '#000000';
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(colour, towards, share);
    if (contrast(shade, other) >= least) return shade;
  }
  return towards;
}

/**
 * The variables for a theme. A colour that would be hard to read is shaded until it is not; of a
 * button the ground is shaded, so that its text keeps the theme's colour.
 */
export function variables(theme: Readonly<Record<string, string>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { variable, from, on, least } of RULES) {
    const colour = theme[from];
    if (colour === undefined) continue;
    const ground = on === undefined ? undefined : found.get(on);
    if (ground === undefined || on === undefined || least === undefined) {
      found.set(variable, colour);
    } else if (variable === '--on-accent') {
      found.set(variable, colour);
      found.set(on, readable(ground, colour, least));
    } else {
      found.set(variable, readable(colour, ground, least));
    }
  }
  return found;
}

/** Sets the variables and says whether the theme is dark, for the colours that Telegram lacks. */
export function applyTheme(root: HTMLElement, theme: Readonly<Record<string, string>>): void {
  const ground = theme['bg_color'];
  if (ground !== undefined) root.dataset['scheme'] = luminance(ground) < 0.4 ? 'dark' : 'light';
  for (const { variable } of RULES) root.style.removeProperty(variable);
  for (const [variable, colour] of variables(theme)) root.style.setProperty(variable, colour);
}
