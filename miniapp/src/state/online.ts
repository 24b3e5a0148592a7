// Whether there is a network. Lives here: one signal fed by the browser. Must not: decide what to do
// about it; a call that fails says more than this does.
import { type ReadonlySignal, signal } from '@preact/signals';

export function watchOnline(target: Window = window): ReadonlySignal<boolean> {
  const online = signal(target.navigator.onLine);
  target.addEventListener('online', () => {
    online.value = true;
  });
  target.addEventListener('offline', () => {
    online.value = false;
  });
  return online;
}
