// A disclosure's form with everything in it, for tests. Lives here: what a holder typed. Must not: what comes of it.
import { type DisclosureForm, EMPTY_FORM } from '../../src/desk/state/disclosure-draft.ts';

export const FILLED: DisclosureForm = {
  ...EMPTY_FORM,
  ground: 'safeguarding',
  outline: ' Somebody hits them. ',
  aim: 'That somebody goes there.',
  recipients: ['The director'],
  // In the order of the ticks, not of the structure.
  fields: ['phone', 'name'],
  consulted: 'A senior.',
  told: 'told',
  wishes: 'That it stops.',
  note: 'We were afraid for you.',
  approver: 'manager',
};
