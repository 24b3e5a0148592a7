// What this device remembers. Lives here: a small store of named texts, apart for each Telegram
// account and side. Must not: know what the texts mean. It is only a cache: webviews lose it.

/** The part of the Web Storage API that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A shelf for clients that have none, and for private windows: gone when the app closes. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** The browser's own shelf, or a memory one where the browser refuses. */
export function browserShelf(): Shelf {
  try {
    const shelf = window.localStorage;
    shelf.setItem('pl.probe', '1');
    shelf.removeItem('pl.probe');
    return shelf;
  } catch {
    return memoryShelf();
  }
}

/** Names this device uses. One list, so that no two uses share a name. */
export type Name =
  | 'device'
  | 'bundle'
  /** Keys whose enrolment was sent and not answered; gone once it was. */
  | 'pending'
  /** The letter while it is written. */
  | 'draft'
  /** What is being written to a holder who began a conversation. */
  | `draft/${string}`
  /** What the cards say before the first request. */
  | 'wishes'
  /** A sealed request that the server has not acknowledged, byte for byte. */
  | 'request'
  /** A sealed call for more help that the server has not acknowledged, byte for byte. */
  | 'flag'
  /** The case whose end was read and left behind. */
  | 'done'
  /** A room's ciphertext cache, its queue of envelopes, and which window is in charge. */
  | `room/${string}`
  | `unsealed/${string}`
  /** Taken-back messages whose body the server has dropped already. */
  | `dropped/${string}`
  | `window/${string}`;

export class LocalStore {
  readonly #shelf: Shelf;
  readonly #prefix: string;

  constructor({ shelf, prefix }: { shelf: Shelf; prefix: string }) {
    this.#shelf = shelf;
    this.#prefix = prefix;
  }

  read(name: Name): string | null {
    try {
      return this.#shelf.getItem(this.#prefix + name);
    } catch {
      return null;
    }
  }

  /** False when the device would not keep it (full, or switched off). */
  write(name: Name, value: string): boolean {
    try {
      this.#shelf.setItem(this.#prefix + name, value);
      return true;
    } catch {
      return false;
    }
  }

  remove(name: Name): void {
    try {
      this.#shelf.removeItem(this.#prefix + name);
    } catch {
      // What cannot be reached cannot be removed; it was never readable to us either.
    }
  }

  readJson(name: Name): unknown {
    const text = this.read(name);
    if (text === null) return null;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  writeJson(name: Name, value: unknown): boolean {
    return this.write(name, JSON.stringify(value));
  }
}

/**
 * `pl.<digest>.`: the digest keeps accounts that share a browser apart without writing a Telegram
 * id down. It is a file name, not a secret: ids can be guessed.
 */
export async function prefixFor({
  userId,
  side,
}: {
  userId: string;
  side: string;
}): Promise<string> {
  const text = new TextEncoder().encode(`peerlink ${side} ${userId}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).subarray(0, 9);
  return `pl.${btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')}.`;
}
