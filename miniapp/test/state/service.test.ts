// What is kept of the service, and whose contacts are shown. Lives here: no country is told to anybody.
import { expect, it } from 'vitest';
import { saidIn } from '../../src/components/crisis.tsx';
import { memoryShelf } from '../../src/state/local.ts';
import {
  countryOn,
  inCountry,
  keepCountry,
  keepService,
  keptService,
} from '../../src/state/service.ts';
import { FakeServer } from '../fake/server.ts';

const contact = (name: string) => ({
  language: 'en',
  name,
  hours: 'any time',
  note: '',
  call: '1',
});
const SERVICE = {
  ...new FakeServer().service(),
  crisis: [contact('Here')],
  elsewhere: {
    name: 'Directory',
    page: 'lines.example.org',
    countries: [{ country: 'IE', crisis: [contact('There')] }],
  },
};

it('shows the contacts of the country that was chosen, as long as the service has them', () => {
  const names = (country: string | null) => inCountry(SERVICE, country).crisis.map((c) => c.name);
  expect([names('IE'), names(null), names('XX')]).toEqual([['There'], ['Here'], ['Here']]);
});

it('keeps the choice on this device until another is made', () => {
  const shelf = memoryShelf();
  expect(countryOn(shelf)).toBe(null);
  keepCountry(shelf, 'IE');
  expect(countryOn(shelf)).toBe('IE');
  keepCountry(shelf, null);
  expect(countryOn(shelf)).toBe(null);
});

it('is known offline with all countries, and not at all in another shape', () => {
  const shelf = memoryShelf();
  keepService(shelf, SERVICE);
  const kept = keptService(shelf);
  expect(kept && inCountry(kept, 'IE').crisis[0]?.name).toBe('There');
  shelf.setItem('pl.service', JSON.stringify({ crisis: [{ call: 'x' }] }));
  expect(keptService(shelf)).toBe(null);
});

it('says a contact in the language of the screen, where it has such words', () => {
  const said = [{ language: 'cy', name: 'Gwasanaethau brys', hours: '', note: '' }];
  const one = { ...contact('Emergency services'), said };
  expect(saidIn(one, 'cy').name).toBe('Gwasanaethau brys');
  expect(saidIn(one, 'ar').name).toBe('Emergency services');
  expect(saidIn(one, 'ar').language).toBe('en');
});
