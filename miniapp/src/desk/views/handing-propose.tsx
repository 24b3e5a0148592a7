// A worker proposes that somebody else goes on. Lives here: to whom, and that it stands. Must not: change the
// worker; that is the student's.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Choice } from '../../components/field.tsx';
import { equal, toBase64url } from '../../crypto/bytes.ts';
import { writeProposal } from '../../crypto/handover.ts';
import type { CertificateId } from '../../crypto/types.ts';
import type { RoomState } from '../../state/room.ts';
import { proposalOf } from '../state/before.ts';
import type { WorkerDesk } from '../state/worker.ts';
import type { WorkerCase } from '../state/worker-case.ts';

/** The button in the side sheet. */
export function ProposeButton({ onOpen }: { onOpen: () => void }) {
  const say = useSay();
  return (
    <Button testId="propose-open" kind="soft" onPress={onOpen}>
      {say('handing-open')}
    </Button>
  );
}

interface ProposeProps {
  readonly worker: WorkerDesk;
  readonly found: WorkerCase;
  readonly room: RoomState;
  readonly onClose: () => void;
}

export function Propose({ worker, found, room, onClose }: ProposeProps) {
  const say = useSay();
  const [to, setTo] = useState<CertificateId | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void worker.handing.refresh();
  }, [worker]);
  const under18 = found.card?.age === 'under18';
  const colleagues = worker.handing.colleagues.value.filter(
    ({ certificate }) => !under18 || certificate.under18 === 1,
  );
  const propose = async (): Promise<void> => {
    const body = { case: found.caseId, certificate: to, standing: 1 } as const;
    const sent = await room.handIn([writeProposal(body)]);
    setFailed(!sent);
    if (sent) onClose();
  };
  return (
    <Dialog testId="propose" title={say('handing-title')} onClose={onClose}>
      <p>{say('handing-lead')}</p>
      <fieldset class="stack">
        <legend class="unseen">{say('handing-title')}</legend>
        <Choice
          testId="propose-anybody"
          type="radio"
          name="to"
          checked={to === null}
          onPick={() => setTo(null)}
        >
          {say('handing-anybody')}
        </Choice>
        {colleagues.map(({ certificate, free }) => (
          <Choice
            key={toBase64url(certificate.id)}
            testId="propose-colleague"
            type="radio"
            name="to"
            // Every look at the team makes new bytes of the same certificate.
            checked={to !== null && equal(to, certificate.id)}
            disabled={!free}
            onPick={() => setTo(certificate.id)}
          >
            {certificate.name}
            {!free && <span class="field-hint"> ({say('handing-full')})</span>}
          </Choice>
        ))}
        {colleagues.length === 0 && <p class="field-hint">{say('handing-none')}</p>}
      </fieldset>
      {failed && (
        <p class="field-fault" role="alert">
          {say('handing-failed')}
        </p>
      )}
      <div class="dialog-foot">
        <Button testId="propose-send" kind="primary" onPress={() => void propose()}>
          {say('handing-propose')}
        </Button>
        <Button testId="propose-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Above the writing box while a proposal stands. */
export function HandingStrip({ found, room }: { found: WorkerCase; room: RoomState }) {
  const say = useSay();
  if (proposalOf(found) === null) return null;
  const body = { case: found.caseId, certificate: null, standing: 0 } as const;
  return (
    <div class="composer-inner" role="status" data-testid="proposal-stands">
      <span class="field-hint">{say('handing-stands')}</span>
      <Button
        testId="proposal-back"
        kind="small"
        onPress={() => void room.handIn([writeProposal(body)])}
      >
        {say('handing-take-back')}
      </Button>
    </div>
  );
}
