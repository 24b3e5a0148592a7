// What was done after an identity was opened, as it is typed. Lives here: the form and the words that are
// signed of it. Must not: sign or send them.
import { CAPSULE_FIELDS, type CapsuleField } from '../../crypto/disclosure.ts';
import type { Seconds } from '../../crypto/types.ts';
import { dateAt } from '../../words/dates.ts';
import type { DoneWords } from './disclosure-desk.ts';

export interface CompletionForm {
  readonly done: string;
  readonly by: string;
  /** Local time, as `<input type="datetime-local">` has it. */
  readonly at: string;
  readonly passed: 'yes' | 'no' | '';
  readonly recipients: readonly string[];
  readonly fields: readonly CapsuleField[];
}

/** `YYYY-MM-DDTHH:MM` where this device is. */
export function localTime(seconds: Seconds): string {
  const date = dateAt(seconds);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

export function emptyCompletion(by: string, now: Seconds): CompletionForm {
  return { done: '', by, at: localTime(now), passed: '', recipients: [], fields: [] };
}

/** What is signed, or null while something lacks. */
export function completionWords(form: CompletionForm): DoneWords | null {
  const at = Math.floor(new Date(form.at).getTime() / 1000);
  const [done, by] = [form.done.trim(), form.by.trim()];
  if (done === '' || by === '' || !Number.isFinite(at) || at < 0) return null;
  if (form.passed === 'no') return { done, by, at, recipients: [], fields: [] };
  const { recipients } = form;
  const fields = CAPSULE_FIELDS.filter((one) => form.fields.includes(one));
  const said = form.passed === 'yes' && recipients.length > 0 && fields.length > 0;
  return said ? { done, by, at, recipients, fields } : null;
}
