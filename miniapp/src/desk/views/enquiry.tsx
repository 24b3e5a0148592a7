// Somebody asks about a student (R2). Lives here: the script that everybody is given, noting that it was, and the
// holders' list. Must not: ask or keep whom somebody asked about, or what they are called.
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import { toBase64url } from '../../crypto/bytes.ts';
import { systemRandom } from '../../crypto/random.ts';
import {
  CHANNELS,
  type Channel,
  type EnquiryAnswer,
  RegisterApi,
  WHO_ASKS,
  type WhoAsks,
} from '../state/register-api.ts';
import type { DeskSide } from '../state/side.ts';
import { useHour } from './inbox-parts.ts';
import { Pick } from './shift-parts.tsx';

/** Lines that name whom to call are said with the deployment's own contacts. */
function useLine(): (kind: WhoAsks) => string {
  const say = useSay();
  const { service } = useSurroundings();
  const [first, talk] = service.crisis;
  return (kind) =>
    say(`enquiry-line-${kind}`, {
      emergency: first?.call ?? '',
      talk: talk?.name ?? '',
      talk_number: talk?.call ?? '',
    });
}

function Script({ kind }: { kind: WhoAsks }) {
  const say = useSay();
  const line = useLine();
  return (
    <div class="stack" data-testid="enquiry-script" data-kind={kind}>
      <h3>{say('enquiry-script-title')}</h3>
      <blockquote class="aside-said">
        <p>{say('enquiry-script')}</p>
        <p>{line(kind)}</p>
      </blockquote>
      {(kind === 'court' || kind === 'police') && (
        <Note testId="enquiry-court" kind="warning">
          <p>{say('enquiry-court-then')}</p>
        </Note>
      )}
    </div>
  );
}

/** What to say, and one tap to note that it was said. */
export function EnquiryCard({ side }: { side: DeskSide }) {
  const say = useSay();
  const [kind, setKind] = useState<WhoAsks>('parent');
  const [channel, setChannel] = useState<Channel>('phone');
  const [came, setCame] = useState<{ as: 'noted' | 'failed'; of: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const of = `${kind} ${channel}`;
  // Noted was what was picked then, not what was picked since.
  const said = came?.as === 'noted' && came.of !== of ? null : came;
  const note = async (): Promise<void> => {
    setBusy(true);
    try {
      const id = toBase64url(systemRandom(16));
      await new RegisterApi(side.account.api).note({ id, kind, channel });
      setCame({ as: 'noted', of });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setCame({ as: 'failed', of });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card stack" data-testid="enquiry">
      <h2>{say('enquiry-title')}</h2>
      <p>{say('enquiry-lead')}</p>
      <Pick
        testId="enquiry-kind"
        label={say('enquiry-kind')}
        value={kind}
        options={WHO_ASKS.map((one) => ({ value: one, text: say(`enquiry-kind-${one}`) }))}
        onPick={(value) => {
          setKind(value as WhoAsks);
          setCame(null);
        }}
      />
      <Script kind={kind} />
      <Pick
        testId="enquiry-channel"
        label={say('enquiry-channel')}
        value={channel}
        options={CHANNELS.map((one) => ({ value: one, text: say(`enquiry-channel-${one}`) }))}
        onPick={(value) => {
          setChannel(value as Channel);
          setCame(null);
        }}
      />
      <Button testId="enquiry-note" kind="soft" busy={busy} onPress={() => void note()}>
        {say('enquiry-note')}
      </Button>
      {said !== null && (
        <Note testId="enquiry-came" kind={said.as === 'failed' ? 'warning' : 'plain'} urgent>
          <p data-came={said.as}>{say(`enquiry-${said.as}`)}</p>
        </Note>
      )}
      <p class="field-hint">{say('enquiry-note-why')}</p>
    </section>
  );
}

/** For holders: that somebody asked, and who of the staff answered. */
export function EnquiryList({ rows }: { rows: readonly EnquiryAnswer[] | null }) {
  const say = useSay();
  const hour = useHour();
  if (rows === null) return null;
  return (
    <section class="card stack" data-testid="enquiry-list">
      <h2>{say('enquiry-list')}</h2>
      {rows.length === 0 && <p data-testid="enquiry-none">{say('enquiry-none')}</p>}
      <ul class="desk-list">
        {rows.map((one, at) => (
          <li
            key={`${at} ${one.hour}`}
            class="stack"
            data-testid="enquiry-row"
            data-kind={one.kind}
          >
            <p>
              {say(`enquiry-kind-${one.kind}`)} · {say(`enquiry-channel-${one.channel}`)}
            </p>
            <p class="field-hint" dir="auto">
              {say('enquiry-by', {
                time: hour(one.hour),
                name: one.by === '' ? say('enquiry-by-left') : one.by,
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
