// A worker for the state's tests. Lives here: claiming, accepting, writing and reading as a worker's
// device does. Must not: assertions.
import { openLetter } from '../../src/crypto/asking.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { Conversation } from '../../src/crypto/conversation.ts';
import { makeEpoch } from '../../src/crypto/epoch.ts';
import { openIntake } from '../../src/crypto/intake.ts';
import { rosterHash } from '../../src/crypto/roster.ts';
import { signClose } from '../../src/crypto/statements.ts';
import type { Envelope, RosterHash, Signed } from '../../src/crypto/types.ts';
import { NOW, type Person, rosterOf } from '../crypto/world.ts';
import { take } from './kept.ts';
import type { FakeServer } from './server.ts';

export class FakeWorker {
  readonly #server: FakeServer;
  readonly #person: Person;
  readonly #case: string;
  #conversation: Conversation | null = null;
  #at = 0;

  constructor(server: FakeServer, caseId: string, person = server.team.workers[0]) {
    if (person === undefined) throw new Error('the team has no worker');
    this.#server = server;
    this.#case = caseId;
    this.#person = person;
  }

  get certificate() {
    return openCertificate(this.#person.certificate);
  }

  /** The letter, opened as the worker who claimed. */
  letter(): string {
    return this.#open().text;
  }

  claim(): void {
    this.#found.state = 'claimed';
    this.#server.tell({ t: 'case', case: this.#case });
  }

  /** Epoch 1 and the first message, together. */
  accept(text: string): void {
    const { intake } = this.#open();
    const { supervision } = this.#open();
    const rosterBytes = rosterOf(this.#server.team);
    const epoch = makeEpoch({
      creator: this.#person.sign,
      case: intake.body.case,
      number: 1,
      previous: intake.recordHash,
      roster: { version: 1, hash: rosterHash(rosterBytes) as RosterHash },
      student: { sign: intake.body.sign, box: intake.body.box },
      worker: {
        certificate: this.certificate.id,
        sign: this.#person.sign.public,
        box: this.#person.box.public,
      },
      supervision,
      made: NOW,
    });
    const [student] = epoch.wraps;
    if (student === undefined) throw new Error('no wrap');
    this.#found.epochs = [{ record: toBase64url(epoch.signed), wrap: toBase64url(student) }];
    this.#found.state = 'open';
    this.#conversation = new Conversation({ case: intake.body.case, me: 'worker' });
    this.#conversation.addEpoch(epoch);
    this.say(text);
    this.#server.tell({ t: 'case', case: this.#case });
  }

  /** Makes the next epoch, with the same two people. */
  renew(change: { readonly number?: number } = {}): void {
    const { current } = this.#room;
    if (current === null) throw new Error('no epoch');
    const { case: id, rosterVersion: version, rosterHash } = current.body;
    const epoch = makeEpoch({
      creator: this.#person.sign,
      case: id,
      number: change.number ?? current.body.number + 1,
      previous: current.recordHash,
      roster: { version, hash: rosterHash },
      student: current.student,
      worker: { ...current.worker, certificate: this.certificate.id },
      supervision: current.supervision,
      made: NOW,
    });
    const [student] = epoch.wraps;
    if (student === undefined) throw new Error('no wrap');
    const row = { record: toBase64url(epoch.signed), wrap: toBase64url(student) };
    this.#found.epochs = [...this.#found.epochs, row];
    this.#found.acknowledged = false;
    if (change.number === undefined) this.#room.addEpoch(epoch);
    this.#server.tell({ t: 'case', case: this.#case });
  }

  /** Writes a text; the server tells whoever is connected. */
  say(text: string): void {
    this.#send({ kind: 'text', text });
  }

  /** Reads everything new, marks it as shown and says so. Returns the texts. */
  read(): readonly string[] {
    const conversation = this.#room;
    for (const row of this.#found.messages.slice(this.#at)) {
      if (row.direction === 1) continue;
      if (row.message) conversation.receive(fromBase64url(row.message) as Envelope);
      else
        conversation.receiveTombstone(
          fromBase64url(row.ad ?? ''),
          fromBase64url(row.body_hash ?? ''),
        );
    }
    this.#at = this.#found.messages.length;
    const theirs = conversation.messages().filter((one) => !one.mine);
    const last = theirs.at(-1);
    if (last !== undefined) conversation.markShown(last.epoch, last.counter);
    if (conversation.seenOwed) this.#send({ kind: 'seen' });
    return theirs.flatMap((one) => (one.text === null ? [] : [one.text]));
  }

  /** Ends it; `signed: false` is a server that says so by itself. */
  close(signed = true): void {
    const newest = this.#room.current;
    if (newest === null) throw new Error('not accepted yet');
    const said = {
      case: newest.body.case,
      record: newest.recordHash,
      by: 'worker',
      time: NOW,
    } as const;
    this.#found.state = 'closed';
    this.#found.closedBy = 'worker';
    this.#found.close = signed ? toBase64url(signClose(this.#person.sign, said)) : null;
    this.#server.tell({ t: 'case', case: this.#case });
  }

  #send(content: { kind: 'text'; text: string } | { kind: 'seen' }): void {
    const pending = this.#room.sealNext(content, NOW);
    const message = toBase64url(pending.envelope);
    if (!take(this.#found, message)) throw new Error('the server refused the worker');
    this.#room.acknowledge(pending);
    const { epoch, counter } = pending;
    this.#server.push({ case: this.#case, epoch, direction: 1, counter, message });
  }

  #open() {
    const { body } = this.#found;
    const intake = openIntake(fromBase64url(body.intake) as Signed);
    const { id } = this.certificate;
    const wrap = body.wraps.find((one) => one.certificate === toBase64url(id));
    if (wrap === undefined) throw new Error('this worker was not asked');
    const letter = openLetter({
      intake,
      certificate: id,
      box: this.#person.box,
      wrap: fromBase64url(wrap.letter),
      sealed: fromBase64url(body.letter),
    });
    return { ...letter, intake };
  }

  get #found() {
    const found = this.#server.cases.get(this.#case);
    if (found === undefined) throw new Error('no such case');
    return found;
  }

  get #room(): Conversation {
    if (this.#conversation === null) throw new Error('not accepted yet');
    return this.#conversation;
  }
}
