// Light and dark. Lives here: Telegram's theme parameters for both, and the page's switch. Must
// not: anything else about looks; that is style.css.

export type Theme = 'light' | 'dark';

const LIGHT = {
  bg_color: '#ffffff',
  text_color: '#000000',
  hint_color: '#707579',
  link_color: '#3390ec',
  button_color: '#3390ec',
  button_text_color: '#ffffff',
  secondary_bg_color: '#f4f4f5',
  header_bg_color: '#ffffff',
  accent_text_color: '#3390ec',
  section_bg_color: '#ffffff',
  section_header_text_color: '#707579',
  section_separator_color: '#dadce0',
  subtitle_text_color: '#707579',
  destructive_text_color: '#e53935',
  bottom_bar_bg_color: '#ffffff',
};

const DARK: typeof LIGHT = {
  bg_color: '#212121',
  text_color: '#ffffff',
  hint_color: '#aaaaaa',
  link_color: '#8774e1',
  button_color: '#8774e1',
  button_text_color: '#ffffff',
  secondary_bg_color: '#0f0f0f',
  header_bg_color: '#212121',
  accent_text_color: '#8774e1',
  section_bg_color: '#212121',
  section_header_text_color: '#aaaaaa',
  section_separator_color: '#3a3a3a',
  subtitle_text_color: '#aaaaaa',
  destructive_text_color: '#ff595a',
  bottom_bar_bg_color: '#212121',
};

const KEPT = 'sandbox-theme';

export function firstTheme(): Theme {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(KEPT, theme);
}

export function current(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

export function params(): Record<string, string> {
  return { ...(current() === 'dark' ? DARK : LIGHT) };
}
