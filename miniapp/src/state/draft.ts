// A letter that is being written. Lives here: keeping it through a closed app. Must not: send it, or
// keep it once it was sent.
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
