// "I need more help than this", for one student. Lives here: what is written, and sealing it to the two who
// read it, about their own case and signed by their own key (protocol.md §12). Must not: a worker's form.
import { computed, signal } from '@preact/signals';
import { type Concern, Concerns, type Raised } from '../concern/concerns.ts';
import { wellFormed } from '../crypto/bytes.ts';
import { ASKED, type FlagSubject, type FlagWords } from '../crypto/flag.ts';
import type { AcceptedRoster } from '../crypto/roster.ts';
import type { Account } from '../state/account.ts';
import { clearSent } from '../state/draft.ts';
import type { Student } from '../state/student.ts';
import type { Team } from '../state/team.ts';

/** Code points of all texts together (protocol.md §12). */
export const LONGEST_HELP = 32_000;

export class HelpState {
  readonly account: Account;
  readonly concerns: Concerns;
  readonly said = signal('');
  readonly wants = signal('');
  /** Null until it was answered. */
  readonly urgent = signal<boolean | null>(null);
  readonly called = signal('');
  readonly leftOut = signal<FlagWords['leftOut']>('');
  readonly words = computed((): FlagWords => this.#words());
  /** By how many characters it is too long; 0 or less when it fits. */
  readonly excess = computed(() => {
    const { said, wants, called } = this.words.value;
    return [...said, ...wants, ...called].length - LONGEST_HELP;
  });
  readonly #student: Student;
  /** The words as they were when they were sent; null before. */
  #sent: FlagWords | null = null;

  private constructor(student: Student, { account, team }: { account: Account; team: Team }) {
    this.#student = student;
    this.account = account;
    this.concerns = new Concerns({
      account,
      by: 'student',
      unsent: student.unsentFlag,
      roster: () => rosterOf(team),
      onSent: () => this.#clearSent(),
      now: () => student.now(),
    });
  }

  /** The one of this student, made when it is first asked for; null before they are signed in. */
  static of(student: Student): HelpState | null {
    const inside = student.inside.value;
    if (inside === null) return null;
    if (student.help?.account !== inside.account) {
      student.help?.concerns.stop();
      student.help = new HelpState(student, inside);
    }
    return student.help;
  }

  get begun(): boolean {
    return this.said.value !== '' || this.wants.value !== '' || this.called.value !== '';
  }

  get ready(): boolean {
    const enough = this.words.value.said !== '' && this.urgent.value !== null;
    return enough && this.excess.value <= 0 && this.#subject() !== null;
  }

  /** What was asked for before, about any of their cases, the newest first. */
  get asked(): readonly Concern[] {
    return this.concerns.all;
  }

  /** Null when there is no case of theirs that this device could open. */
  async send(): Promise<Raised | null> {
    const about = this.#subject();
    if (about === null) return null;
    this.#sent = this.words.value;
    return this.concerns.raise(about, this.#sent);
  }

  /** What was sent goes; what was typed on while it was on its way stays, and the answers with it. */
  #clearSent(): void {
    if (this.#sent === null) return;
    clearSent(this.said, this.#sent.said);
    clearSent(this.wants, this.#sent.wants);
    if (this.#sent.urgent === 1) clearSent(this.called, this.#sent.called);
    // Where nobody is in danger the third box is not there: what stands in it was not asked for.
    const { said, wants, called } = this.#words();
    if (said !== '' || wants !== '' || called !== '') return;
    this.called.value = '';
    this.urgent.value = null;
    this.leftOut.value = '';
  }

  #words(): FlagWords {
    const urgent = this.urgent.value === true;
    return {
      ground: ASKED,
      urgent: urgent ? 1 : 0,
      said: wellFormed(this.said.value.trim()),
      quotes: [],
      wants: wellFormed(this.wants.value.trim()),
      told: '',
      called: urgent ? wellFormed(this.called.value.trim()) : '',
      leftOut: this.leftOut.value,
    };
  }

  /** The case as their own request names it, under the keys they have now (§6). */
  #subject(): FlagSubject | null {
    const intake = this.#student.case.value?.own.value?.intake;
    if (intake === undefined) return null;
    const { sign, box } = this.account.bundle.identity;
    return {
      case: intake.body.case,
      intake: intake.recordHash,
      sign: sign.public,
      box: box.public,
    };
  }
}

/** Asked for anew; one that ran out serves, a root that its owner refuted does not (§3.2). */
async function rosterOf(team: Team): Promise<AcceptedRoster | null> {
  const trust = await team.load();
  const refuted = trust?.ok === false && trust.why !== 'roster';
  return refuted ? null : team.openRoster();
}
