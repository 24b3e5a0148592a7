// Switching hints on and off. Lives here: one checkbox, for either side. Must not: send anything; the
// setting is this device's.
import { useMemo, useState } from 'preact/hooks';
import { useSay } from '../components/context.ts';
import { HintSetting } from './setting.ts';
import { WithWords } from './wording.ts';

function Box({ side }: { side: 'student' | 'worker' }) {
  const say = useSay();
  const setting = useMemo(() => new HintSetting(), []);
  const [on, setOn] = useState(setting.on);
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          data-testid="hint-setting"
          checked={on}
          onChange={(event) => {
            setting.set(event.currentTarget.checked);
            setOn(event.currentTarget.checked);
          }}
        />
        <span>{say(side === 'worker' ? 'hint-setting-worker' : 'hint-setting')}</span>
      </label>
      <p class="field-hint">{say('hint-setting-why')}</p>
    </>
  );
}

export function HintSwitch({ side }: { side: 'student' | 'worker' }) {
  return (
    <WithWords>
      <Box side={side} />
    </WithWords>
  );
}
