// Who to call now. Lives here: the contacts of the deployment, as links that dial. Must not: any
// number of its own; they come from the service.
import type { CrisisContact } from '../api/types.ts';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { Dialog } from './dialog.tsx';
import { SignpostsButton } from './signposts.tsx';

const digits = (number: string): string => number.replace(/[^+0-9]/g, '');

/** The links that dial or write to one of them. */
export function Ways({ contact }: { contact: CrisisContact }) {
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
  const { name, hours, note } = contact;
  const about = [hours, note].filter((part) => part).join(' · ');
  return (
    <li class="contact">
      <div>
        <div class="field-label">{name}</div>
        {about !== '' && <div class="field-hint">{about}</div>}
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
  const shown = short === true ? service.crisis.slice(0, SHORT) : service.crisis;
  return (
    <>
      <p>{say('crisis-honest')}</p>
      <ul class="contacts" data-testid="crisis-contacts">
        {shown.map((contact) => (
          <Contact key={contact.name} contact={contact} />
        ))}
      </ul>
    </>
  );
}

/** The list over the screen: one tap away wherever a student is. */
export function CrisisDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog testId="crisis-dialog" title={say('crisis-title')} onClose={onClose}>
      <CrisisContacts />
      <SignpostsButton />
      <div class="dialog-foot">
        <Button testId="crisis-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}
