// The poster. Lives here: the link as a QR code, the root's eight words, printing. Must not: markup from
// strings; the code is drawn element by element.
import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import type { HolderDesk } from '../state/holder.ts';
import { hasPoster, withPoster } from '../state/notes.ts';
import { PrintButton, WordGrid } from './parts.tsx';

/** Modules as one path: a square for each dark one. */
function qrPath(data: readonly (readonly boolean[])[]): string {
  return data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
}

function QrCode({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => encode(text, { ecc: 'M', border: 2 }), [text]);
  return (
    <svg
      class="desk-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shape-rendering="crispEdges"
      data-testid="poster-qr"
    >
      <rect width={code.size} height={code.size} fill="#ffffff" />
      <path d={qrPath(code.data)} fill="#10161c" />
    </svg>
  );
}

export function Poster({ desk }: { desk: HolderDesk }) {
  const say = useSay();
  const { service } = useSurroundings();
  const parameter = desk.poster;
  if (parameter === '') return <p>{say('desk-poster-none')}</p>;
  const link = `https://t.me/${service.bot}?startapp=${parameter}`;
  const hangs = hasPoster(desk.account.current.value);
  return (
    <>
      <p class="lead">{say('desk-poster-lead')}</p>
      <section class="desk-sheet desk-poster-sheet" data-testid="poster-sheet">
        <h2>{service.name}</h2>
        <p>{say('desk-poster-sheet')}</p>
        <QrCode text={link} label={link} />
        <p>{say('desk-poster-sheet-how')}</p>
        <p dir="ltr" data-testid="poster-link">
          {link}
        </p>
        <p class="lead">{say('desk-poster-sheet-words')}</p>
        <WordGrid testId="poster-words" words={desk.words.value} />
      </section>
      <PrintButton />
      {hangs ? (
        <p data-testid="poster-hangs">{say('desk-poster-hangs')}</p>
      ) : (
        <Button
          testId="poster-done"
          kind="soft"
          onPress={() => void desk.account.change(withPoster)}
        >
          {say('desk-poster-done')}
        </Button>
      )}
    </>
  );
}
