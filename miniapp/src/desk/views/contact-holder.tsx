// A holder's conversations with students on their desk. Lives here: which of their screens is up. Must not:
// the screens themselves.
import type { VNode } from 'preact';
import type { DeskState } from '../state/desk.ts';
import { HolderRoom } from './contact-room.tsx';
import { ContactForm } from './contact-write.tsx';

/** The form or the room that is up; null while neither is. */
export function contactUp(desk: DeskState, onLock: () => void): VNode | null {
  const contacts = desk.contacts.value;
  if (contacts === null) return null;
  const flag = contacts.writing.value;
  if (flag !== null) return <ContactForm contacts={contacts} flag={flag} onLock={onLock} />;
  const talk = contacts.current.value;
  if (talk === null) return null;
  const connected = desk.connected.value;
  return <HolderRoom key={talk.id} {...{ contacts, talk, connected, onLock }} />;
}
