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

/** What was typed on behind `sent`; all of `now` where its beginning was changed, as nobody can tell old from new. */
function typedSince(now: string, sent: string): string {
  const [written, before] = [now.trimStart(), sent.trim()];
  if (!written.startsWith(before)) return now;
  const rest = written.slice(before.length);
  return rest.trim() === '' ? '' : rest.trimStart();
}

/** Takes what was sent out of its box; what was typed on while it was on its way stays. */
export function clearSent(box: Signal<string>, sent: string): void {
  box.value = typedSince(box.peek(), sent);
}
