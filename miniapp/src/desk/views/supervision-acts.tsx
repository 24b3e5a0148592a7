// What supervisors do with one note. Lives here: its state's buttons, the agenda, the reply. Must not: decide
// what is allowed; the server does, and says how it is now.

import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { characters } from '../../crypto/codec.ts';
import { clearSent } from '../../state/draft.ts';
import type { Drafts } from '../state/drafts.ts';
import type { EntryView, Supervising } from '../state/supervising.ts';
import { ENTRY_EVENTS } from '../state/supervision-answers.ts';

const LONGEST_REPLY = 8_000;

export interface ActsProps {
  readonly supervising: Supervising;
  readonly view: EntryView;
  readonly drafts: Drafts;
}

function Reply({ supervising, view, drafts }: ActsProps) {
  const say = useSay();
  const [sent, setSent] = useState(false);
  const { row, opened } = view;
  const draft = drafts.of(`reply/${row.id}`);
  if (opened?.author == null) {
    return <p class="field-hint">{say('supervision-reply-not')}</p>;
  }
  const text = draft.value.trim();
  const over = characters(text) - LONGEST_REPLY;
  const send = async (): Promise<void> => {
    if (!(await supervising.reply(view, text))) return;
    clearSent(draft, text);
    setSent(true);
  };
  return (
    <>
      <Field
        testId="entry-reply"
        readOnly={supervising.busy.value === row.id}
        label={say('supervision-reply')}
        hint={say('supervision-reply-hint')}
        fault={over > 0 ? say('supervision-fault-long', { over }) : null}
        lines={3}
        longest={LONGEST_REPLY * 2}
        value={draft.value}
        onInput={(value) => {
          draft.value = value;
          setSent(false);
        }}
      />
      <Button
        testId="entry-reply-send"
        kind="soft"
        busy={supervising.busy.value === row.id}
        disabled={text === '' || over > 0}
        onPress={() => void send()}
      >
        {say('supervision-reply-send')}
      </Button>
      {sent && (
        <p role="status" data-testid="entry-replied">
          {say('supervision-reply-sent')}
        </p>
      )}
    </>
  );
}

/** On or off the agenda; only a note in review can be on it. */
function AgendaButton({ supervising, view }: Omit<ActsProps, 'drafts'>) {
  const say = useSay();
  const { row, opened } = view;
  if (row.state !== 'review' || opened === null) return null;
  const which = row.agenda ? 'off' : 'on';
  return (
    <Button
      testId={`entry-agenda-${which}`}
      kind={row.agenda ? 'plain' : 'primary'}
      disabled={supervising.busy.value !== null}
      onPress={() => void supervising.putOnAgenda(view, !row.agenda)}
    >
      {say(`supervision-agenda-${which}`)}
    </Button>
  );
}

export function EntryActs(props: ActsProps) {
  const say = useSay();
  const { supervising, view } = props;
  const { row } = view;
  return (
    <>
      <div class="row">
        <AgendaButton supervising={supervising} view={view} />
        {ENTRY_EVENTS[row.state].map((event) => (
          <Button
            key={event}
            testId={`entry-${event}`}
            kind={event === 'take' ? 'primary' : 'soft'}
            disabled={supervising.busy.value !== null}
            onPress={() => void supervising.move(view, event)}
          >
            {say(`supervision-${event}`)}
          </Button>
        ))}
      </div>
      {row.replies > 0 && (
        <p class="field-hint" data-testid="entry-replies" data-count={row.replies}>
          {say('supervision-replies', { count: row.replies })}
        </p>
      )}
      <Reply {...props} />
    </>
  );
}
