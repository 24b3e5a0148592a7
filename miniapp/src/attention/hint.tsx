// The student's hint. Lives here: the contacts, offered gently above the box. Must not: block, ask, or let
// anything leave the page: what is noticed is shown here and nowhere else.
import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { SHORT, saidIn, Ways } from '../components/crisis.tsx';
import { attentionFor } from './load.ts';
import { HintSetting } from './setting.ts';
import { Watch } from './watch.ts';
import { WithWords } from './wording.ts';

const timer = {
  set: (run: () => void, milliseconds: number): number => window.setTimeout(run, milliseconds),
  clear: (waiting: number): void => window.clearTimeout(waiting),
};

/** The ways come first: on a small phone the rest is scrolled to, so that the box stays in sight. */
function Offer({ onClose, onOff }: { onClose: () => void; onOff: () => void }) {
  const say = useSay();
  const { service, words } = useSurroundings();
  return (
    <div class="note hint" data-testid="hint">
      <div class="hint-head">
        <h2>{say('hint-title')}</h2>
        <Button testId="hint-close" kind="small" onPress={onClose}>
          {say('hint-close')}
        </Button>
      </div>
      <ul>
        {service.crisis.slice(0, SHORT).map((contact) => (
          <li class="hint-way" key={contact.call ?? contact.text}>
            <span>{saidIn(contact, words.language).name}</span>
            <Ways contact={contact} />
          </li>
        ))}
      </ul>
      <p>{say('hint-text')}</p>
      <p class="field-hint">{say('hint-only')}</p>
      <div class="line">
        <Button testId="hint-off" onPress={onOff}>
          {say('hint-off')}
        </Button>
      </div>
    </div>
  );
}

/** Follows the draft; shows itself on a new match, until it is closed. */
export function Hint({ draft }: { draft: Signal<string> }) {
  const { words } = useSurroundings();
  const setting = useMemo(() => new HintSetting(), []);
  const [on, setOn] = useState(setting.on);
  const [shown, setShown] = useState(false);
  const watch = useMemo(() => {
    // Made when something was written, and never where hints are off.
    const notice = (text: string) => attentionFor(words.language).notice(text);
    return new Watch({ notice, onNew: () => setShown(true), timer });
  }, [words.language]);
  const text = draft.value;
  useEffect(() => {
    if (on) watch.write(text);
    return () => watch.stop();
  }, [watch, on, text]);
  const onOff = (): void => {
    setting.set(false);
    setOn(false);
  };
  return (
    <div aria-live="polite" data-testid="hint-region">
      {on && shown && (
        <WithWords>
          <Offer onClose={() => setShown(false)} onOff={onOff} />
        </WithWords>
      )}
    </div>
  );
}
