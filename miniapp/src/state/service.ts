// What the service said last time, and in which country this phone is. Lives here: keeping both for when the
// server is away, so that whom to call still shows. Must not: tell anybody which country was chosen.
import { service as readService } from '../api/answers.ts';
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
    return readService(JSON.parse(shelf.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

const COUNTRY = 'pl.country';

/** The country chosen on this device; null is the service's own. */
export function countryOn(shelf: Shelf): string | null {
  try {
    return shelf.getItem(COUNTRY);
  } catch {
    return null;
  }
}

export function keepCountry(shelf: Shelf, country: string | null): void {
  try {
    if (country === null) shelf.removeItem(COUNTRY);
    else shelf.setItem(COUNTRY, country);
  } catch {
    // Chosen again next time.
  }
}

/** The service with the contacts of another country, where it has them. */
export function inCountry(service: Service, country: string | null): Service {
  const found = service.elsewhere.countries.find((one) => one.country === country);
  return found === undefined ? service : { ...service, crisis: found.crisis };
}
