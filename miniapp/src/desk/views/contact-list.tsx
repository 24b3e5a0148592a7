// A holder's own conversations with students. Lives here: the list in the inbox and the line on *Now*. Must
// not: any of another holder's; they are not handed out.

import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { useFound } from '../../components/later.ts';
import { Note } from '../../components/parts.tsx';
import { fromBase64url } from '../../crypto/bytes.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { Begun, Contacts } from '../state/contacts.ts';
import { StandingBadge } from './contact-write.tsx';
import { useMoment } from './inbox-parts.ts';
import './contact.css';

function useName(about: string): string {
  return useFound('', () => requestName(fromBase64url(about) as CaseId), [about]);
}

function One({ contacts, begun }: { contacts: Contacts; begun: Begun }) {
  const say = useSay();
  const moment = useMoment();
  const { note, talk } = begun;
  const name = useName(note.case);
  const count = talk?.room.unread.value ?? 0;
  return (
    <li class="contact-one" data-testid="contact" data-open={talk !== null}>
      <p class="field-label">{say('contact-desk-about', { name })}</p>
      <div class="desk-row">
        <StandingBadge begun={begun} />
        {count > 0 && (
          <span class="desk-badge" data-testid="unread" data-count={count}>
            {say('contact-desk-unread', { count })}
          </span>
        )}
      </div>
      <p class="field-hint">{say('contact-desk-written', { when: moment(note.written) })}</p>
      {talk === null ? (
        <Button testId="contact-forget" kind="small" onPress={() => void contacts.forget(note.id)}>
          {say('contact-desk-forget')}
        </Button>
      ) : (
        <Button
          testId="contact-go"
          kind="soft"
          onPress={() => {
            contacts.current.value = talk;
          }}
        >
          {say('contact-desk-go')}
        </Button>
      )}
    </li>
  );
}

/** Beneath the inbox's list; nothing while none was begun. */
export function ContactList({ contacts }: { contacts: Contacts }) {
  const say = useSay();
  const all = contacts.begun.value;
  if (all.length === 0) return null;
  return (
    <section class="card" data-testid="contacts">
      <h2>{say('contact-desk-list')}</h2>
      <p class="field-hint">{say('contact-desk-list-why')}</p>
      <ul class="contact-list">
        {all.map((begun) => (
          <One key={begun.note.id} contacts={contacts} begun={begun} />
        ))}
      </ul>
    </section>
  );
}

/** On *Now*: a student has written; nothing of it. */
export function ContactsLine({ contacts, onOpen }: { contacts: Contacts; onOpen: () => void }) {
  const say = useSay();
  const count = contacts.unread.value;
  if (count === 0) return null;
  return (
    <Note testId="now-contacts">
      <p>{say('contact-desk-unread', { count })}</p>
      <div>
        <Button testId="now-contacts-open" kind="small" onPress={onOpen}>
          {say('contact-desk-list')}
        </Button>
      </div>
    </Note>
  );
}
