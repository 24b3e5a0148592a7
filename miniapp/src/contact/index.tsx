// Conversations that a holder began with the student (R19, protocol.md §14). Lives here: the way to them
// under every screen's bar, and which of them is up. Must not: be imported otherwise than lazily.
import contact from '../../../policy/locales/en/contact.ftl?raw';
import { useSay, wordsOf } from '../components/context.ts';
import type { Student } from '../state/student.ts';
import { Asked, Ended, NotChecked, Opening } from './asked.tsx';
import './contact.css';
import { Letters } from './letters.ts';
import { ContactRoom } from './room.tsx';
import type { ContactTalk } from './talk.ts';
import { useWho } from './who.ts';

/** These words in front of the others. */
const Worded = wordsOf(contact);

function Entry({ talk, letters }: { talk: ContactTalk; letters: Letters }) {
  const say = useSay();
  const who = useWho(talk);
  const state = talk.state.value;
  const count = state === 'open' ? talk.room.unread.value : 0;
  const here = letters.shown.value === talk.id;
  const text: Readonly<Record<typeof state, string>> = {
    loading: say('contact-loading'),
    unchecked: say('contact-unchecked-short'),
    asked: say('contact-asked', { who }),
    open: say('contact-open', { who }),
    closed: say('contact-open', { who }),
    declined: '',
  };
  return (
    <button
      type="button"
      class="talk"
      data-testid="talk"
      data-state={state}
      data-new={state === 'asked' || count > 0}
      aria-current={here ? 'page' : undefined}
      onClick={() => {
        letters.shown.value = talk.id;
      }}
    >
      <span dir="auto">{text[state]}</span>
      {count > 0 && (
        <span class="talk-count" data-testid="talk-unread" data-count={count}>
          {say('contact-unread', { count })}
        </span>
      )}
    </button>
  );
}

function Ways({ student, letters }: { student: Student; letters: Letters }) {
  const say = useSay();
  const current = letters.current;
  if (current.length === 0) return null;
  const up = current.some((one) => one.id === letters.shown.value);
  const name = student.case.value?.worker.value ?? '';
  const room = student.place.value === 'room' && name !== '';
  return (
    <nav class="talks" aria-label={say('contact-nav')} data-testid="talks">
      {up && (
        <button
          type="button"
          class="talk"
          data-testid="talk-main"
          onClick={() => {
            letters.shown.value = null;
          }}
        >
          <span dir="auto">{room ? say('contact-main-room', { name }) : say('contact-main')}</span>
        </button>
      )}
      {current.map((talk) => (
        <Entry key={talk.id} talk={talk} letters={letters} />
      ))}
    </nav>
  );
}

/** Under the bar: who has written, and the way back. */
export function Strip({ student }: { student: Student }) {
  const letters = Letters.of(student);
  if (letters === null) return null;
  return (
    <Worded>
      <Ways student={student} letters={letters} />
    </Worded>
  );
}

/** The conversation that is up; null when none is. */
export function shownOf(student: Student): ContactTalk | null {
  const letters = Letters.of(student);
  const id = letters?.shown.value ?? null;
  return letters?.kept.find((one) => one.id === id) ?? null;
}

function Place({ student, talk, onLeave }: TalkProps) {
  switch (talk.state.value) {
    case 'loading':
      return <Opening onLeave={onLeave} />;
    case 'unchecked':
      return <NotChecked talk={talk} onLeave={onLeave} />;
    case 'asked':
      return <Asked talk={talk} onLeave={onLeave} />;
    case 'open':
      return <ContactRoom talk={talk} student={student} onLeave={onLeave} />;
    case 'closed':
      return <Ended talk={talk} student={student} onLeave={onLeave} />;
    case 'declined':
      return null;
  }
}

interface TalkProps {
  readonly student: Student;
  readonly talk: ContactTalk;
  readonly onLeave: () => void;
}

/** One of them, in the place of everything else. */
export function Talk({ student, talk }: { student: Student; talk: ContactTalk }) {
  const letters = Letters.of(student);
  const onLeave = (): void => {
    if (letters !== null) letters.shown.value = null;
  };
  return (
    <Worded>
      <Place key={talk.id} {...{ student, talk, onLeave }} />
    </Worded>
  );
}

function Kept({ letters }: { letters: Letters }) {
  const say = useSay();
  const all = letters.kept;
  if (all.length === 0) return null;
  return (
    <section class="card" data-testid="contact-record">
      <h2>{say('contact-record')}</h2>
      <ul class="talk-list">
        {all.map((talk) => (
          <KeptOne
            key={talk.id}
            talk={talk}
            onOpen={() => {
              letters.shown.value = talk.id;
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function KeptOne({ talk, onOpen }: { talk: ContactTalk; onOpen: () => void }) {
  const say = useSay();
  const who = useWho(talk);
  const state = talk.state.value;
  return (
    <li>
      <button type="button" class="talk-kept" data-testid="contact-kept" onClick={onOpen}>
        <span class="field-label" dir="auto">
          {who}
        </span>
        <span class="field-hint">{say(`contact-record-state-${state}`)}</span>
      </button>
    </li>
  );
}

/** Within My record: all of them, also those that have ended. */
export function ContactRecord({ student }: { student: Student }) {
  const letters = Letters.of(student);
  if (letters === null) return null;
  return (
    <Worded>
      <Kept letters={letters} />
    </Worded>
  );
}
