// The messages of a room, for student and worker alike. Lives here: bubbles, days, ticks, telling when
// a message is really on the screen. Must not: send, or know whose room it is.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownMessage, Tick } from '../crypto/timeline.ts';
import { dateAt } from '../words/dates.ts';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { Written } from './written.tsx';

const TICK_TEXT: Readonly<Record<Exclude<Tick, 'received'>, string>> = {
  sending: 'room-tick-sending',
  sent: 'room-tick-sent',
  seen: 'room-tick-seen',
};
const TICK_SIGN: Readonly<Record<Exclude<Tick, 'received'>, string>> = {
  sending: '○',
  sent: '✓',
  seen: '✓✓',
};
/** Nearer to the end than this, the thread stays at the end when something comes. */
const NEAR_END_PX = 80;

function TickMark({ tick }: { tick: Tick }) {
  const say = useSay();
  if (tick === 'received') return null;
  return (
    <span data-testid="tick" data-tick={tick}>
      <span aria-hidden="true">{TICK_SIGN[tick]}</span>{' '}
      <span class={tick === 'sending' ? '' : 'unseen'}>{say(TICK_TEXT[tick])}</span>
    </span>
  );
}

function Time({ time }: { time: number | null }) {
  const { words } = useSurroundings();
  if (time === null) return null;
  const date = dateAt(time);
  const text = date.toLocaleTimeString(words.dates, { hour: '2-digit', minute: '2-digit' });
  return <time dateTime={date.toISOString()}>{text}</time>;
}

interface BubbleProps {
  readonly message: ShownMessage;
  readonly onVisible: ((message: ShownMessage) => void) | null;
  readonly onUnsend: ((message: ShownMessage) => void) | null;
  readonly mark: ((text: string) => ComponentChildren) | null;
  readonly cards: ((text: string) => ComponentChildren) | null;
  readonly statements: ((message: ShownMessage) => ComponentChildren) | null;
}

function Bubble(props: BubbleProps) {
  const { message, onVisible, onUnsend, mark, cards, statements } = props;
  const say = useSay();
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (onVisible === null || element.current === null) return undefined;
    const watch = new IntersectionObserver((entries) => {
      const there = entries.some((entry) => entry.isIntersecting);
      if (there && document.visibilityState === 'visible') onVisible(message);
    });
    // Coming back to the app shows again what was hidden with it.
    const again = (): void => {
      if (element.current === null) return;
      watch.unobserve(element.current);
      watch.observe(element.current);
    };
    watch.observe(element.current);
    document.addEventListener('visibilitychange', again);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', again);
    };
  }, [onVisible, message.key, message.counter]);
  const stated = message.statement !== undefined;
  const text = message.text ?? say(message.withheld ? 'room-withheld' : 'room-taken-back');
  return (
    <li
      ref={element}
      class="bubble"
      data-testid="message"
      data-own={message.mine}
      data-gone={message.text === null && !stated}
    >
      {stated ? (
        statements?.(message)
      ) : (
        <div class="bubble-text" dir="auto">
          <Written text={text} />
        </div>
      )}
      {message.text !== null && cards?.(message.text)}
      <div class="bubble-foot">
        {!message.mine && message.text !== null && mark?.(message.text)}
        {onUnsend !== null && (
          <button
            type="button"
            class="bubble-act"
            data-testid="unsend"
            onClick={() => onUnsend(message)}
          >
            {say('room-unsend')}
          </button>
        )}
        <Time time={message.time} />
        {message.mine && (message.text !== null || stated) && <TickMark tick={message.tick} />}
      </div>
    </li>
  );
}

function sizeOf({ clientHeight, scrollHeight }: HTMLElement): string {
  return `${clientHeight} ${scrollHeight}`;
}

function dayOf(time: number): string {
  return dateAt(time).toDateString();
}

function useDayName(): (time: number) => string {
  const say = useSay();
  const { words } = useSurroundings();
  return (time) => {
    const date = dateAt(time);
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    if (date.toDateString() === new Date().toDateString()) return say('room-today');
    if (date.toDateString() === yesterday.toDateString()) return say('room-yesterday');
    return date.toLocaleDateString(words.dates, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
  };
}

export interface ThreadProps {
  readonly messages: readonly ShownMessage[];
  /** What stands above the first message: the letter. */
  readonly first?: ComponentChildren;
  /** A message of the other side is on the screen. */
  readonly onShown: ((epoch: number, counter: number) => void) | null;
  readonly canUnsend: ((message: ShownMessage) => boolean) | null;
  readonly onUnsend?: (message: ShownMessage) => void;
  /** What stands beside a text of the other side, if anything. */
  readonly mark?: (text: string) => ComponentChildren;
  /** The ways to reach what a text points to, if it does. */
  readonly cards?: (text: string) => ComponentChildren;
  /** What is said about consent, by its own rules. */
  readonly statements?: (message: ShownMessage) => ComponentChildren;
}

export function Thread(props: ThreadProps) {
  const { messages, first, onShown, canUnsend, onUnsend, mark, cards, statements } = props;
  const say = useSay();
  const dayName = useDayName();
  const holder = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const size = useRef('');
  const toEnd = (): void => {
    const box = holder.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setAway(false);
  };
  useLayoutEffect(() => {
    if (atEnd.current || messages.at(-1)?.mine === true) toEnd();
    else setAway(true);
  }, [messages.length]);
  useEffect(() => {
    // The keyboard, or what comes to stand above the box, makes the thread shorter; what is told of a
    // message makes it taller: what was last stays in sight.
    const box = holder.current;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
      if (box !== null) size.current = sizeOf(box);
    });
    for (const part of [box, box?.firstElementChild]) if (part) watch.observe(part);
    return () => watch.disconnect();
  }, []);
  const onScroll = (): void => {
    const box = holder.current;
    // It changed its size and nobody scrolled: the observer, which comes after, sees to it.
    if (box === null || size.current !== sizeOf(box)) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (atEnd.current) setAway(false);
  };
  let day = '';
  return (
    <div class="thread-holder">
      <section
        class="thread"
        ref={holder}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
        tabIndex={0}
        aria-label={say('room-messages')}
      >
        <ol
          class="thread-inner"
          data-testid="messages"
          aria-live="polite"
          aria-relevant="additions"
        >
          {first}
          {messages.map((message) => {
            const here = message.time === null ? day : dayOf(message.time);
            const turn = here !== day && message.time !== null;
            day = here;
            return [
              turn && message.time !== null && (
                <li class="day" key={`day-${here}`} data-testid="day">
                  {dayName(message.time)}
                </li>
              ),
              <Bubble
                key={message.key}
                message={message}
                onVisible={
                  message.mine || onShown === null
                    ? null
                    : ({ epoch, counter }) => onShown(epoch, counter)
                }
                onUnsend={canUnsend?.(message) === true ? (onUnsend ?? null) : null}
                mark={mark ?? null}
                cards={cards ?? null}
                statements={statements ?? null}
              />,
            ];
          })}
        </ol>
      </section>
      {away && (
        <div class="newest">
          <Button testId="newest" kind="small" onPress={toEnd}>
            {say('room-newest')}
          </Button>
        </div>
      )}
    </div>
  );
}

export interface FirstLetterProps {
  readonly text: string;
  readonly mine: boolean;
  /** What stands above it, where it is not one's own. */
  readonly title?: string;
  readonly mark?: ComponentChildren;
}

/** The letter as the first bubble. */
export function FirstLetter({ text, mine, title, mark }: FirstLetterProps) {
  const say = useSay();
  return (
    <li class="bubble" data-own={mine} data-testid="first-letter">
      <div class="bubble-foot">{title ?? say('room-first')}</div>
      <div class="bubble-text" dir="auto">
        <Written text={text} />
      </div>
      {mark && <div class="bubble-foot">{mark}</div>}
    </li>
  );
}
