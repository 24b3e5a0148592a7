// Small parts of the safeguarding inbox. Lives here: who wrote, why, when, how long still. Must not: act.
import { useEffect, useState } from 'preact/hooks';
import { useSay, useSurroundings } from '../../components/context.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import type { Seconds } from '../../crypto/types.ts';
import { dateAt } from '../../words/dates.ts';
import type { InboxRow } from '../state/inbox.ts';
import { useSpan } from './parts.tsx';

const TICK_MS = 15_000;
const HOUR = 3600;

/** The time, looked at again while the screen is up. */
export function useTime(time: () => Seconds): Seconds {
  const [now, setNow] = useState(time);
  useEffect(() => {
    const ticking = setInterval(() => setNow(time()), TICK_MS);
    return () => clearInterval(ticking);
  }, [time]);
  return now;
}

/** "4 Mar, 14:05". */
export function useMoment(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
}

/** "4 Mar, 14:00–15:00": the service keeps no more than the hour. */
export function useHour(): (seconds: number) => string {
  const { words } = useSurroundings();
  const moment = useMoment();
  return (seconds) => {
    const end = dateAt(seconds + HOUR);
    const until = end.toLocaleTimeString(words.dates, { hour: '2-digit', minute: '2-digit' });
    return `${moment(seconds)}–${until}`;
  };
}

/** A ground in the policy's words, and the sentence to it; the bare code where it has none. */
export function useGround(): (code: string) => { readonly title: string; readonly detail: string } {
  const { words } = useSurroundings();
  return (code) => {
    const id = `ground-${code}`;
    const detail = words.has(`${id}-detail`) ? words.say(`${id}-detail`) : '';
    return { title: words.has(id) ? words.say(id) : code, detail };
  };
}

/** Who raised it, in a few words. */
export function useAuthor(): (opened: OpenedFlag) => string {
  const say = useSay();
  return ({ flag, proven, author }) => {
    if (!proven) return say('inbox-from-uncertain');
    if (author === null) return say('inbox-from-student');
    return say(`inbox-from-${flag.by}`, { name: author.certificate.name });
  };
}

/** Who could read it late has it; else when the next stage begins; empty where nobody waits. */
export function useTimer(time: () => Seconds): (row: InboxRow) => string {
  const say = useSay();
  const span = useSpan();
  const now = useTime(time);
  return ({ state, stage, due, deputy, opened }) => {
    if (deputy === 'has') return say('inbox-deputy-has');
    if (state !== 'sent') return '';
    if (deputy === 'may') return say('inbox-deputy-may');
    if (due === null) return say('inbox-overdue');
    const next = opened !== null && opened.flag.leftOut !== '' ? 'once-more' : 'deputy';
    const what = stage === 'fresh' ? 'again' : next;
    if (due <= now) return say(`inbox-due-now-${what}`);
    return say(`inbox-due-${what}`, { for: span(Math.ceil((due - now) / 60)) });
  };
}
