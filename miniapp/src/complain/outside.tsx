// Who outside the team hears complaints about it (R25, R31). Lives here: the way to them. Must not: send them
// anything, or make a link out of what somebody wrote; the deployment's own settings name them.
import { useSay, useSurroundings } from '../components/context.ts';

const isPage = (contact: string): boolean => contact.startsWith('https://');

function addressOf(contact: string): string {
  if (isPage(contact)) return contact;
  if (contact.includes('@')) return `mailto:${contact}`;
  return `tel:${contact.replaceAll(/[^\d+]/g, '')}`;
}

/** A link that opens the page, dials or begins a mail. */
export function OutsideWay({ contact }: { contact: string }) {
  const { telegram } = useSurroundings();
  return (
    <a
      class="contact-way"
      href={addressOf(contact)}
      dir="ltr"
      rel="noopener noreferrer"
      data-testid="complain-contact"
      onClick={(event) => {
        if (!isPage(contact)) return;
        event.preventDefault();
        telegram.openLink(contact);
      }}
    >
      {contact}
    </a>
  );
}

/** Who they are, how to reach them, and what they can see; or that nobody is named. */
export function Outside() {
  const say = useSay();
  const { service } = useSurroundings();
  const named = service.complaints ?? null;
  return (
    <section class="card stack" data-testid="complain-outside" data-named={named !== null}>
      <h2>{say('complain-outside-title')}</h2>
      {named === null ? (
        <p>{say('complain-outside-none')}</p>
      ) : (
        <>
          <p>{say('complain-outside', { name: named.name })}</p>
          <div class="contact-ways">
            <OutsideWay contact={named.contact} />
          </div>
          <p>{say('complain-outside-sees')}</p>
          <p>{say('complain-outside-hidden')}</p>
        </>
      )}
    </section>
  );
}
