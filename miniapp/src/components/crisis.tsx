// Who to call now. Lives here: the contacts of the deployment or of the country that was chosen, as links that
// dial. Must not: any number of its own; they come from the service.
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';
import type { CrisisContact } from '../api/types.ts';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { Dialog } from './dialog.tsx';
import { useLater } from './later.ts';
import { SignpostsButton } from './signposts.tsx';

const digits = (number: string): string => number.replace(/[^+0-9]/g, '');

type Said = NonNullable<CrisisContact['said']>[number];

/** Where this phone is, and what chooses it; nothing where it cannot be chosen. */
export interface Place {
  /** Null is where the service is. */
  readonly country: string | null;
  readonly choose: (country: string | null) => void;
}
export const PlaceContext = createContext<Place | null>(null);

/** What is said of one in the screen's language; as the service says it where it has no such words. */
export const saidIn = ({ said, ...one }: CrisisContact, language: string): Said =>
  said?.find((other) => other.language === language) ?? one;

/** The links that dial or write to one of them. */
export function Ways({ contact }: { contact: Pick<CrisisContact, 'call' | 'text' | 'text_word'> }) {
  const say = useSay();
  const { call, text, text_word: word } = contact;
  return (
    <>
      {call && (
        <a class="contact-way" href={`tel:${digits(call)}`} data-testid="crisis-call">
          {say('crisis-call-link', { number: call })}
        </a>
      )}
      {text && (
        <a
          class="contact-way"
          href={`sms:${digits(text)}${word ? `?&body=${encodeURIComponent(word)}` : ''}`}
          data-testid="crisis-text"
        >
          {word
            ? say('crisis-text-word-link', { number: text, word })
            : say('crisis-text-link', { number: text })}
        </a>
      )}
    </>
  );
}

function Contact({ contact }: { contact: CrisisContact }) {
  const say = useSay();
  const { words } = useSurroundings();
  const said = saidIn(contact, words.language);
  const about = [said.hours, said.note].filter((part) => part).join(' · ');
  return (
    <li class="contact">
      {/* English where nobody has reviewed these words in the screen's own language. */}
      <div>
        <div lang={said.language ?? 'en'} dir="auto">
          <div class="field-label">{said.name}</div>
          {about !== '' && <div class="field-hint">{about}</div>}
        </div>
        {!contact.checked && <div class="field-hint">{say('crisis-unchecked')}</div>}
      </div>
      <div class="contact-ways">
        <Ways contact={contact} />
      </div>
    </li>
  );
}

/** How many stand on a screen that is about something else; all are one tap away. */
export const SHORT = 3;

/** The list by itself; `short` for screens that have more to say. */
export function CrisisContacts({ short }: { short?: boolean }) {
  const say = useSay();
  const { service } = useSurroundings();
  const country = useContext(PlaceContext)?.country ?? null;
  const shown = short === true ? service.crisis.slice(0, SHORT) : service.crisis;
  return (
    <>
      <p>{say('crisis-honest')}</p>
      {country !== null && <p class="field-hint">{say('crisis-chosen')}</p>}
      <ul class="contacts" data-testid="crisis-contacts">
        {shown.map((contact) => (
          <Contact key={contact.call ?? contact.text ?? contact.name} contact={contact} />
        ))}
      </ul>
    </>
  );
}

const loadElsewhere = async () => (await import('../elsewhere/index.tsx')).Elsewhere;

/** The way to another country's contacts; there at once for whoever has chosen one. */
function ElsewherePart({ place }: { place: Place }) {
  const { part: Elsewhere, failed } = useLater(loadElsewhere);
  const say = useSay();
  if (Elsewhere === null) return <p role="status">{say(failed ? 'app-failed' : 'app-loading')}</p>;
  return <Elsewhere place={place} />;
}

function AnotherCountry() {
  const say = useSay();
  const place = useContext(PlaceContext);
  const [open, setOpen] = useState(place !== null && place.country !== null);
  if (place === null) return null;
  if (open) return <ElsewherePart place={place} />;
  return (
    <Button testId="crisis-elsewhere" kind="soft" onPress={() => setOpen(true)}>
      {say('crisis-elsewhere')}
    </Button>
  );
}

/** Opens the list over whatever screen is up. */
export const OpenCrisis = createContext<() => void>(() => undefined);

/** Stays while screens come and go under it: nobody loses a number because a worker answered. */
export function WithCrisis({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  return (
    <OpenCrisis.Provider value={show}>
      {children}
      {open && <CrisisDialog onClose={() => setOpen(false)} />}
    </OpenCrisis.Provider>
  );
}

/** The list over the screen: one tap away wherever a student is. */
function CrisisDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog testId="crisis-dialog" title={say('crisis-title')} onClose={onClose}>
      <CrisisContacts />
      <AnotherCountry />
      <SignpostsButton />
      <div class="dialog-foot">
        <Button testId="crisis-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}
