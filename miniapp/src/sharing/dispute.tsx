// A dispute with the union's own services (R25), as it is seen. Lives here: marking it, and asking this side whether it
// is content to go on. Must not: ask why, stop anybody from writing, or judge what the two said (disputing.ts).
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { Note } from '../components/parts.tsx';
import { fromBase64url } from '../crypto/bytes.ts';
import {
  type Dispute,
  type DisputeState,
  type DisputeWord,
  disputeState,
  signDispute,
} from '../crypto/dispute.ts';
import type { CaseId } from '../crypto/types.ts';
import { disputeIn } from './disputing.ts';
import type { Party } from './parties.ts';
import { statementsIn } from './reading.ts';

interface Side {
  readonly state: DisputeState;
  readonly own: Dispute['student'];
  readonly failed: boolean;
  readonly put: (word: DisputeWord['word']) => Promise<boolean>;
}

function useDispute({ room, caseId, me, key, now }: Party): Side {
  const [failed, setFailed] = useState(false);
  // Signatures take their time: judged again when a statement comes or moves, not with every text.
  const places = statementsIn(room.messages.value)
    .map((one) => `${one.key} ${one.counter}`)
    .join();
  const dispute = useMemo(() => disputeIn(room, caseId, me), [room, caseId, me, places]);
  const put = async (word: DisputeWord['word']): Promise<boolean> => {
    const said = { case: fromBase64url(caseId) as CaseId, word, made: now() };
    const sent = await room.state(signDispute(key, said));
    setFailed(!sent);
    return sent;
  };
  const own = me === 'student' ? dispute.student : dispute.worker;
  return { state: disputeState(dispute), own, failed, put };
}

function Failed({ failed }: { readonly failed: boolean }) {
  const say = useSay();
  return failed ? (
    <p class="field-fault" role="alert">
      {say('dispute-failed')}
    </p>
  ) : null;
}

export interface DisputeProps {
  readonly party: Party;
  /** The ways that there are instead: somebody else, help outside. */
  readonly children?: ComponentChildren;
}

/** Above the writing box, until both are content; after a no with the ways that there are. */
export function DisputeStrip({ party, children }: DisputeProps) {
  const say = useSay();
  const { state, own, failed, put } = useDispute(party);
  if (state === 'none' || state === 'content') return null;
  const stopped = state === 'stopped';
  const said = stopped ? (own === 'stop' ? 'stopped-own' : 'stopped-other') : 'asked';
  return (
    <Note testId="dispute">
      <div class="stack" data-testid="dispute-state" data-state={own === 'stop' ? 'stop' : state}>
        <p>{say(own === 'content' && !stopped ? 'dispute-waiting' : `dispute-${said}`)}</p>
        {own === null && <p class="field-hint">{say('dispute-asked-why')}</p>}
        {stopped && (
          <>
            <p class="field-hint">{say(`dispute-ways-${party.me}`)}</p>
            {children}
          </>
        )}
        {own !== 'content' && (
          <Button testId="dispute-content" kind="soft" onPress={() => void put('content')}>
            {say('dispute-content')}
          </Button>
        )}
        {own !== 'stop' && (
          <Button testId="dispute-stop" kind="soft" onPress={() => void put('stop')}>
            {say('dispute-stop')}
          </Button>
        )}
        <Failed failed={failed} />
      </div>
    </Note>
  );
}

/** In the menu: marks it; where both are content, takes one's own back. */
export function DisputeButton({ party }: DisputeProps) {
  const say = useSay();
  const { state, failed, put } = useDispute(party);
  const [asked, setAsked] = useState(false);
  if (state === 'asked' || state === 'stopped') return null;
  if (state === 'content') {
    return (
      <>
        <Button testId="dispute-rather-not" kind="soft" onPress={() => void put('stop')}>
          {say('dispute-rather-not')}
        </Button>
        <Failed failed={failed} />
      </>
    );
  }
  return (
    <>
      <Button testId="dispute-open" kind="soft" onPress={() => setAsked(true)}>
        {say('dispute-open')}
      </Button>
      {asked && (
        <Confirm
          testId="dispute-confirm"
          title={say('dispute-open-title')}
          yes={say('dispute-open-yes')}
          onYes={() => void put('dispute').then((sent) => setAsked(!sent))}
          onNo={() => setAsked(false)}
        >
          <p>{say('dispute-open-why')}</p>
          <Failed failed={failed} />
        </Confirm>
      )}
    </>
  );
}
