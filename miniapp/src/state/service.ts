// What the service said last time. Lives here: keeping it for when the server is away, so that whom to
// call still shows. Must not: anything about a person; it is the same for everybody.
import type { Service } from '../api/types.ts';
import type { Shelf } from './local.ts';

const KEY = 'pl.service';

export function keepService(shelf: Shelf, service: Service): void {
  try {
    shelf.setItem(KEY, JSON.stringify(service));
  } catch {
    // A full device has no room for it; it is asked for again next time.
  }
}

export function keptService(shelf: Shelf): Service | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(KEY) ?? 'null');
    const crisis = (kept as Service | null)?.crisis;
    return Array.isArray(crisis) ? (kept as Service) : null;
  } catch {
    return null;
  }
}
