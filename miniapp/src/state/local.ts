// What this device remembers. Lives here: a small store of named texts, apart for each Telegram
// account and side, sealed where the room has a lock. Must not: know what the texts mean, or how they are
// sealed. It is only a cache: webviews lose it.

/** The part of the Web Storage API that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  /** How many there are, and the name of each, where it can be told. */
  readonly length?: number;
  key?(at: number): string | null;
}

/** Seals what is kept while the room has a lock (protocol.md §26). */
export interface Cover {
  over(name: string, text: string): string;
  /** Null for what does not open. */
  under(name: string, kept: string): string | null;
}

/** While it is locked: what is covered is as if not there, and nothing takes its place. */
export const SHUT: Cover = {
  over: () => {
    throw new Error('the room is locked');
  },
  under: () => null,
};

/** How a text begins that was kept under a cover; no JSON does, and a letter that does is sealed too. */
export const COVERED = 'pl-lock.1.';

/** A shelf for clients that have none, and for private windows: gone when the app closes. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
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

/** What is kept of the person. Erasing everything takes each of them. */
export const OF_PERSON = [
  'device',
  'bundle',
  /** Keys whose enrolment was sent and not answered; gone once it was. */
  'pending',
  /** The letter while it is written. */
  'draft',
  /** What the cards say before the first request. */
  'wishes',
  /** A sealed request that the server has not acknowledged, byte for byte. */
  'request',
  /** A sealed call for more help that the server has not acknowledged, byte for byte. */
  'flag',
  /** The case whose end was read and left behind. */
  'done',
  /** That they were asked, under the first letter, when their degree ends. */
  'degree',
  /** That they put off saying whether they may be sent messages. */
  'reach',
  /** The room's lock, and wrong tries at it. */
  'lock',
  'lock-tries',
  /** When it was last locked by hand, for other windows of the device. */
  'lock-said',
  /** Staff's: since when a conversation is missed in the service's list. */
  'missed',
] as const;

/** What is kept of one conversation, under its id. Erasing it takes each of them. */
export const OF_CASE = [
  /** What is being written to a holder who began a conversation. */
  'draft',
  /** What goes along to the next worker, until it is sealed (§17). */
  'handover',
  /** A room's ciphertext cache, its queue of envelopes, and which window is in charge. */
  'room',
  'unsealed',
  /** Taken-back messages whose body the server has dropped already. */
  'dropped',
  'window',
] as const;

/** Names this device uses. One list, so that no two uses share a name. */
export type Name = (typeof OF_PERSON)[number] | `${(typeof OF_CASE)[number]}/${string}`;

/** What stays readable under a lock: ciphertext, and what leads to nobody's words. */
const PLAIN = /^(device|request|done|lock(-tries|-said)?|(room|dropped|window)\/.*)$/;

export class LocalStore {
  /** Null where there is no lock. */
  cover: Cover | null = null;
  readonly #shelf: Shelf;
  readonly #prefix: string;

  constructor({ shelf, prefix }: { shelf: Shelf; prefix: string }) {
    this.#shelf = shelf;
    this.#prefix = prefix;
  }

  /** Whether nothing that a lock covers can be kept or read now. */
  get shut(): boolean {
    return this.cover === SHUT;
  }

  /** The text as it is to be kept under this name, here or in another storage. */
  over(name: Name, text: string): string {
    return this.cover === null || PLAIN.test(name) ? text : this.cover.over(name, text);
  }

  /** The text again; as it is where it was never covered, null where it cannot be uncovered. */
  under(name: Name, kept: string | null): string | null {
    if (kept === null || PLAIN.test(name) || !kept.startsWith(COVERED)) return kept;
    return this.cover?.under(name, kept) ?? null;
  }

  /** The full key of a name, as the browser tells other windows of it. */
  keyOf(name: Name): string {
    return this.#prefix + name;
  }

  /** Every name that something is kept under which a lock covers. */
  get covered(): readonly Name[] {
    const shelf = this.#shelf;
    const all = Array.from({ length: shelf.length ?? 0 }, (_, at) => shelf.key?.(at) ?? '');
    const own = all.filter((key) => key.startsWith(this.#prefix));
    const names = own.map((key) => key.slice(this.#prefix.length) as Name);
    return names.filter((name) => !PLAIN.test(name));
  }

  /** Keeps everything anew under another cover, or none. False when something could not be kept. */
  keepUnder(cover: Cover | null): boolean {
    const texts = this.covered.map((name) => [name, this.read(name)] as const);
    this.cover = cover;
    return texts.filter(([name, text]) => text !== null && !this.write(name, text)).length === 0;
  }

  read(name: Name): string | null {
    try {
      return this.under(name, this.#shelf.getItem(this.keyOf(name)));
    } catch {
      return null;
    }
  }

  /** False when the device would not keep it (full, or switched off). */
  write(name: Name, value: string): boolean {
    try {
      this.#shelf.setItem(this.keyOf(name), this.over(name, value));
      return true;
    } catch {
      return false;
    }
  }

  remove(name: Name): void {
    if (this.shut && !PLAIN.test(name)) return;
    try {
      this.#shelf.removeItem(this.keyOf(name));
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

  /** Removes all that is kept of one conversation. */
  forgetCase(id: string): void {
    for (const part of OF_CASE) this.remove(`${part}/${id}`);
  }

  /** Removes all that is kept of the person but their conversations. */
  forgetPerson(): void {
    for (const name of OF_PERSON) this.remove(name);
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
