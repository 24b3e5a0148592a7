// What was done with a flag. Lives here: its events in order, missing and uncertain ones said to be so.
// Must not: write one (inbox-act.tsx).
import { useSay } from '../../components/context.ts';
import { equal } from '../../crypto/bytes.ts';
import type { FlagEvent, FlagHistory, ReadFlagEvent } from '../../crypto/flag-events.ts';
import type { FlagThread } from '../state/flag-thread.ts';
import { useMoment } from './inbox-parts.ts';

/** What an event says was done, in a few words. */
export function useDeed(): (event: FlagEvent) => string {
  const say = useSay();
  return ({ kind, outcome }) =>
    say(kind === 'decide' ? `inbox-did-decide-${outcome}` : `inbox-did-${kind}`);
}

/** Name and role of who wrote an event; empty where that is not certain. */
export function useWho(): (read: ReadFlagEvent) => string {
  const say = useSay();
  return ({ author }) => {
    if (author === null) return '';
    const { name, role } = author.certificate;
    const title = say(`desk-role-${role}`);
    return name === title ? name : `${name}, ${title}`;
  };
}

function Item({ read, own }: { read: ReadFlagEvent; own: boolean }) {
  const say = useSay();
  const moment = useMoment();
  const deed = useDeed();
  const who = useWho();
  const { event, author, moved } = read;
  if (event === null) {
    return (
      <li class="inbox-event" data-testid="flag-event" data-missing="true">
        <p class="field-hint">{say('inbox-missing')}</p>
      </li>
    );
  }
  return (
    <li
      class="inbox-event"
      data-testid="flag-event"
      data-kind={event.kind}
      data-certain={author !== null}
    >
      <p class="field-hint">
        <strong dir="auto" data-testid="flag-event-who">
          {who(read)}
        </strong>
        {own && ` (${say('inbox-you')})`}
        {author !== null && ' · '}
        {moment(event.made)}
      </p>
      <p class="field-label">{deed(event)}</p>
      {event.note !== '' && (
        <p class="inbox-text" dir="auto" data-testid="flag-event-note">
          {event.note}
        </p>
      )}
      {author === null && <p class="field-fault">{say('inbox-uncertain')}</p>}
      {author !== null && !moved && <p class="field-hint">{say('inbox-did-not-moved')}</p>}
    </li>
  );
}

export function Thread({ thread, history }: { thread: FlagThread; history: FlagHistory }) {
  const say = useSay();
  const me = thread.me;
  return (
    <section class="card" data-testid="flag-thread">
      <h2>{say('inbox-thread')}</h2>
      {history.events.length === 0 && <p class="field-hint">{say('inbox-thread-none')}</p>}
      <ol class="inbox-events">
        {history.events.map((read) => {
          const own = read.author !== null && equal(read.author.certificate.sign, me);
          return <Item key={read.number} read={read} own={own} />;
        })}
      </ol>
    </section>
  );
}
