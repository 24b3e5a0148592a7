// Writing to a student from a flag (R19). Lives here: the button beneath it with what became of an earlier
// letter, and the form of a new one. Must not: lose what was typed, or say more to the student than the name.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Field } from '../../components/field.tsx';
import { Note, Paragraphs } from '../../components/parts.tsx';
import { toBase64url } from '../../crypto/bytes.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import { LONGEST_TEXT } from '../../crypto/message.ts';
import type { Begun, Contacts } from '../state/contacts.ts';
import { DeskScreen } from './frame.tsx';
import { useMoment } from './inbox-parts.ts';

/** How one that was begun stands, by a word for it. */
export type Standing = 'waiting' | 'open' | 'unchecked' | 'declined' | 'ended';

export function standingOf({ note, talk }: Begun): Standing {
  if (talk === null) return note.answered ? 'ended' : 'declined';
  if (talk.room.unchecked.value) return 'unchecked';
  return talk.answered.value ? 'open' : 'waiting';
}

/** How it stands, as a badge. */
export function StandingBadge({ begun }: { begun: Begun }) {
  const say = useSay();
  const standing = standingOf(begun);
  const kind = standing === 'unchecked' ? 'warning' : 'plain';
  return (
    <span class="desk-badge" data-kind={kind} data-testid="contact-state" data-state={standing}>
      {say(`contact-desk-state-${standing}`)}
    </span>
  );
}

/** Beneath an opened flag. */
export function WriteToStudent({ contacts, flag }: { contacts: Contacts; flag: OpenedFlag }) {
  const say = useSay();
  const moment = useMoment();
  const begun = contacts.about(toBase64url(flag.flag.case));
  const talk = begun?.talk ?? null;
  const write = (): void => {
    contacts.trouble.value = null;
    contacts.writing.value = flag;
  };
  return (
    <section class="card" data-testid="contact-from-flag">
      <h2>{say('contact-desk-write')}</h2>
      <p class="field-hint">{say('contact-desk-why')}</p>
      {begun !== null && (
        <>
          <div>
            <StandingBadge begun={begun} />
          </div>
          <p class="field-hint">
            {say('contact-desk-written', { when: moment(begun.note.written) })}
          </p>
        </>
      )}
      {talk === null ? (
        <Button testId="contact-write" kind="soft" onPress={write}>
          {say(begun === null ? 'contact-desk-write' : 'contact-desk-again')}
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
    </section>
  );
}

/** The first message. */
export function ContactForm(props: {
  readonly contacts: Contacts;
  readonly flag: OpenedFlag;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const { contacts, flag } = props;
  const [sending, setSending] = useState(false);
  const draft = contacts.draft(toBase64url(flag.flag.case));
  const trouble = contacts.trouble.value;
  const over = [...draft.value.trim()].length - LONGEST_TEXT;
  const ready = draft.value.trim() !== '' && over <= 0;
  const leave = (): void => {
    contacts.writing.value = null;
  };
  const send = async (): Promise<void> => {
    setSending(true);
    if (!(await contacts.write(flag))) setSending(false);
  };
  return (
    <DeskScreen
      testId="contact-form"
      title={say('contact-desk-form-title')}
      onLock={props.onLock}
      onBack={leave}
    >
      <Paragraphs text={`${say('contact-desk-why')}\n${say('contact-desk-form-who')}`} />
      <Note testId="contact-mind">
        <p>{say('contact-desk-form-mind')}</p>
      </Note>
      <Field
        testId="contact-text"
        label={say('contact-desk-form-label')}
        fault={over > 0 ? say('contact-desk-form-too-long', { over }) : null}
        value={draft.value}
        onInput={(value) => {
          draft.value = value;
        }}
        lines={6}
        longest={LONGEST_TEXT * 2}
        readOnly={sending}
      />
      {trouble !== null && (
        <Note testId="contact-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`contact-desk-trouble-${trouble}`)}</p>
        </Note>
      )}
      <Button
        testId="contact-send"
        kind="primary"
        disabled={!ready}
        busy={sending}
        onPress={() => void send()}
      >
        {say('contact-desk-send')}
      </Button>
      <Button testId="contact-cancel" kind="soft" onPress={leave}>
        {say('contact-desk-cancel')}
      </Button>
      <section class="card">
        <CrisisContacts short />
      </section>
    </DeskScreen>
  );
}
