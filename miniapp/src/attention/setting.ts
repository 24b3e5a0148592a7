// Whether this device shows hints. Lives here: one kept word. Must not: keep anything that was written
// or noticed.
import { browserShelf, type Shelf } from '../state/local.ts';

const NAME = 'pl.hints';
const OFF = 'off';

/** For the whole device, both sides: it says nothing about who uses it. */
export class HintSetting {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf = browserShelf()) {
    this.#shelf = shelf;
  }

  get on(): boolean {
    try {
      return this.#shelf.getItem(NAME) !== OFF;
    } catch {
      return true;
    }
  }

  /** A device that keeps nothing shows hints again next time. */
  set(on: boolean): void {
    try {
      if (on) this.#shelf.removeItem(NAME);
      else this.#shelf.setItem(NAME, OFF);
    } catch {
      // Full, or switched off: what is on the screen follows all the same.
    }
  }
}
