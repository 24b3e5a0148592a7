// A text that is being written. Lives here: keeping it through a closed app, and emptying its box once it was
// sent. Must not: send it, or keep it once it was sent.
import { effect, type Signal, signal } from '@preact/signals';
import type { LocalStore, Name } from './local.ts';

/** A text that survives a closed app. Written at once: webviews give no warning before they go. */
export function keptText(store: LocalStore, name: Name): Signal<string> {
  const text = signal(store.read(name) ?? '');
  effect(() => {
    if (text.value === '') store.remove(name);
    else store.write(name, text.value);
  });
  return text;
}

/** Empties the box of what was sent; what was typed on while it was on its way stays. */
export function clearSent(box: Signal<string>, sent: string): void {
  if (box.peek().trim() === sent.trim()) box.value = '';
}
