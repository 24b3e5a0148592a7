// A disclosure that is being written. Lives here: what was typed, what it still lacks, how long it may be;
// kept as a draft so that no error and no lock loses it. Must not: sign or send it.
import { type Signal, signal } from '@preact/signals';
import type { B64 } from '../../api/types.ts';
import { CAPSULE_FIELDS, type CapsuleField, NEVER_TOLD } from '../../crypto/disclosure.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import { HOLDERS, type HolderRole, type Seconds } from '../../crypto/types.ts';

/** From when on *My record* shows it to the student. */
export const TELLINGS = ['at-once', 'week', 'month', 'quarter', 'lifted'] as const;
export type Telling = (typeof TELLINGS)[number];

const DAY = 86_400;
const AFTER: Readonly<Record<Telling, number>> = {
  'at-once': 0,
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 90 * DAY,
  lifted: NEVER_TOLD,
};

/** As typed. Empty where nothing was chosen yet. */
export interface DisclosureForm {
  readonly ground: string;
  readonly outline: string;
  readonly aim: string;
  readonly recipients: readonly string[];
  readonly fields: readonly CapsuleField[];
  readonly consulted: string;
  readonly told: 'told' | 'not-told' | '';
  readonly wishes: string;
  readonly whyNot: string;
  readonly telling: Telling | '';
  /** What the student reads of it in *My record*. */
  readonly note: string;
  readonly closedTo: readonly B64[];
  readonly approver: HolderRole | '';
}

export const EMPTY_FORM: DisclosureForm = {
  ground: '',
  outline: '',
  aim: '',
  recipients: [],
  fields: [],
  consulted: '',
  told: '',
  wishes: '',
  whyNot: '',
  telling: '',
  note: '',
  closedTo: [],
  approver: '',
};

/** What can lack, in the order of the form. */
export type Lack =
  | 'ground'
  | 'outline'
  | 'aim'
  | 'recipients'
  | 'fields'
  | 'consulted'
  | 'told'
  | 'wishes'
  | 'why-not'
  | 'telling'
  | 'note'
  | 'approver';

export const LONGEST_TEXT = 6_000;
export const LONGEST_RECIPIENT = 200;
export const MOST_RECIPIENTS = 20;

/** The second from which the student is shown it. */
export function tellAfter(telling: Telling, now: Seconds): Seconds {
  const after = AFTER[telling];
  return after === 0 || after === NEVER_TOLD ? after : now + after;
}

/** Who was told already reads it as soon as it is opened. */
export function tellTime({ told, telling }: DisclosureForm, now: Seconds): Seconds {
  return told !== 'not-told' || telling === '' ? 0 : tellAfter(telling, now);
}

/** What is not said yet. An empty list is fit to be reviewed. */
export function lacking(form: DisclosureForm): readonly Lack[] {
  const blank = (text: string): boolean => text.trim() === '';
  const told = form.told === 'told';
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ['ground', form.ground === ''],
    ['outline', blank(form.outline)],
    ['aim', blank(form.aim)],
    ['recipients', form.recipients.length === 0],
    ['fields', form.fields.length === 0],
    ['consulted', blank(form.consulted)],
    ['told', form.told === ''],
    ['wishes', told && blank(form.wishes)],
    ['why-not', form.told === 'not-told' && blank(form.whyNot)],
    ['telling', form.told === 'not-told' && form.telling === ''],
    ['note', blank(form.note)],
    ['approver', form.approver === ''],
  ];
  return lacks.filter(([, lacks]) => lacks).map(([name]) => name);
}

/** Whom one may ask: any other holder whom the flag does not leave out (§13). */
export function approversFor(
  role: HolderRole,
  leftOut: OpenedFlag['flag']['leftOut'],
): readonly HolderRole[] {
  return HOLDERS.filter((one) => one !== role && one !== leftOut);
}

/** The words of the signed record; texts trimmed, of told and not told only what was chosen. */
export function wordsOf(form: DisclosureForm) {
  const told = form.told === 'told';
  return {
    ground: form.ground,
    outline: form.outline.trim(),
    aim: form.aim.trim(),
    recipients: form.recipients,
    fields: CAPSULE_FIELDS.filter((one) => form.fields.includes(one)),
    consulted: form.consulted.trim(),
    told: told ? ('told' as const) : ('not-told' as const),
    wishes: form.wishes.trim(),
    whyNot: told ? '' : form.whyNot.trim(),
  };
}

function restored(text: string): DisclosureForm {
  if (text === '') return EMPTY_FORM;
  // Only ever what this very file wrote into memory.
  return { ...EMPTY_FORM, ...(JSON.parse(text) as Partial<DisclosureForm>) };
}

export class DisclosureDraft {
  readonly flag: OpenedFlag;
  readonly form: Signal<DisclosureForm>;
  /** Written and read through once: shown as it will be signed. */
  readonly reviewing = signal(false);
  /** What lacked when a review was asked for. */
  readonly lacks: Signal<readonly Lack[]> = signal([]);
  readonly #kept: Signal<string>;

  /** `kept` outlives this draft: in memory, for when the desk locked meanwhile. */
  constructor(parts: { readonly flag: OpenedFlag; readonly kept: Signal<string> }) {
    this.flag = parts.flag;
    this.#kept = parts.kept;
    this.form = signal(restored(parts.kept.peek()));
  }

  change(change: Partial<DisclosureForm>): void {
    this.form.value = { ...this.form.peek(), ...change };
    this.#kept.value = JSON.stringify(this.form.peek());
    const left = lacking(this.form.peek());
    this.lacks.value = this.lacks.peek().filter((one) => left.includes(one));
  }

  /** Adds one of those to whom it is to be told, once; false when it is none. */
  addRecipient(text: string): boolean {
    const { recipients } = this.form.peek();
    const name = text.trim();
    const fits = name !== '' && [...name].length <= LONGEST_RECIPIENT;
    if (!fits || recipients.includes(name) || recipients.length >= MOST_RECIPIENTS) return false;
    this.change({ recipients: [...recipients, name] });
    return true;
  }

  review(): void {
    this.lacks.value = lacking(this.form.peek());
    this.reviewing.value = this.lacks.peek().length === 0;
  }

  /** Sent, or given up: nothing of it is kept. */
  drop(): void {
    this.#kept.value = '';
  }
}
