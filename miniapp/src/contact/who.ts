// Who has written, in words. Lives here: name and role together. Must not: judge whether it is true.
import { useSay } from '../components/context.ts';
import type { ContactTalk } from './talk.ts';

/** "Alex, coordinator"; the role alone where the name is nothing else; empty until it was checked. */
export function useWho(talk: ContactTalk): string {
  const say = useSay();
  const holder = talk.holder.value;
  if (holder === null) return '';
  const role = say(`contact-role-${holder.role}`);
  const same = holder.name.toLowerCase() === role.toLowerCase();
  return same ? holder.name : say('contact-who', { name: holder.name, role });
}
