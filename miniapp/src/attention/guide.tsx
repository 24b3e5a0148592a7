// The worker's guide. Lives here: what to ask, what to say, whom to call first. Must not: the form that
// raises the concern; whoever has one gives `onRaise`.
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Paragraphs } from '../components/parts.tsx';

export interface GuideProps {
  readonly onClose: () => void;
  /** Opens the form that raises a concern; without it the guide says where it is. */
  readonly onRaise?: (() => void) | undefined;
}

function Section({ name }: { name: string }) {
  const say = useSay();
  return (
    <section>
      <h3>{say(`${name}-title`)}</h3>
      <Paragraphs text={say(name)} />
    </section>
  );
}

export function Guide({ onClose, onRaise }: GuideProps) {
  const say = useSay();
  const { service } = useSurroundings();
  // The first contact is the emergency services (policy/crisis.py).
  const emergency = service.crisis[0]?.call;
  return (
    <Dialog testId="guide" title={say('guide-title')} onClose={onClose}>
      <p class="field-hint">{say('guide-why')}</p>
      <div class="note" data-kind="warning" data-testid="guide-now">
        <h3>{say('guide-now-title')}</h3>
        <p>{emergency ? say('guide-now', { emergency }) : say('guide-now-no-number')}</p>
      </div>
      <Section name="guide-ask" />
      <Section name="guide-say" />
      <Section name="guide-not" />
      {onRaise === undefined && <p class="field-hint">{say('guide-where')}</p>}
      <div class="dialog-foot">
        {onRaise !== undefined && (
          <Button testId="guide-raise" kind="primary" onPress={onRaise}>
            {say('guide-raise')}
          </Button>
        )}
        <Button testId="guide-close" kind="soft" onPress={onClose}>
          {say('guide-close')}
        </Button>
      </div>
    </Dialog>
  );
}
