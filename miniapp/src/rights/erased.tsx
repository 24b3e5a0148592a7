// After everything was erased. Lives here: the receipt, until the app is closed. Must not: offer a way back
// into what is gone.
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { saveFile } from '../components/saving.ts';
import { Screen } from '../components/screen.tsx';
import { useTime, WithWords } from './words.ts';

function Receipt({ at }: { at: number }) {
  const say = useSay();
  const time = useTime();
  const text = say('rights-erased', { time: time(at) });
  const save = (): void => saveFile('erased.txt', new Blob([text], { type: 'text/plain' }));
  return (
    <Screen testId="erased" title={say('rights-erased-title')}>
      <p role="status" data-testid="erased-receipt">
        {text}
      </p>
      <Button testId="erased-save" kind="soft" onPress={save}>
        {say('rights-erased-save')}
      </Button>
      <section class="card">
        <CrisisContacts />
      </section>
    </Screen>
  );
}

export function Erased({ at }: { at: number }) {
  return (
    <WithWords>
      <Receipt at={at} />
    </WithWords>
  );
}
