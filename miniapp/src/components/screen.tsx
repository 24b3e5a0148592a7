// The frame of a student's screen. Lives here: crisis contacts and quick exit on every one of them,
// the heading that takes the focus, Telegram's back button. Must not: what the screen is about.
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { OpenCrisis } from './crisis.tsx';
import { DraftLine } from './language.tsx';
import { leave } from './leave.ts';

/** What stands under the bar of every screen of a student's; nothing for most. */
export const BelowBar = createContext<ComponentChildren>(null);

/** Crisis contacts and quick exit, for the screens that draw their own frame. */
export function SafetyBar({ children }: { children?: ComponentChildren }) {
  const say = useSay();
  const below = useContext(BelowBar);
  const { telegram } = useSurroundings();
  const showCrisis = useContext(OpenCrisis);
  return (
    <>
      <header class="screen-bar">
        <Button testId="crisis-open" kind="small" onPress={showCrisis}>
          {say('crisis-open')}
        </Button>
        <div class="screen-bar-end">
          {children}
          <Button testId="leave-now" kind="leave" onPress={() => leave(telegram)}>
            {say('app-leave')}
          </Button>
        </div>
      </header>
      {below}
    </>
  );
}

/** Shows Telegram's back button while the screen is up; null where there is nothing behind. */
export function useBack(handler: (() => void) | null): void {
  const { telegram } = useSurroundings();
  const newest = useRef(handler);
  newest.current = handler;
  const shown = handler !== null;
  useEffect(() => {
    if (!shown) return undefined;
    telegram.onBack(() => newest.current?.());
    return () => telegram.onBack(null);
  }, [telegram, shown]);
}

/** A heading that takes the focus when its screen appears, so that it is read out. */
export function Heading({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLHeadingElement>(null);
  // Before it is painted: whoever sees a box may be typing in it already.
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    element.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={element} tabIndex={-1} data-testid="heading">
      {children}
    </h1>
  );
}

export interface ScreenProps {
  readonly testId: string;
  readonly title: string;
  readonly onBack?: (() => void) | null;
  /** What stays in reach of the thumb. */
  readonly foot?: ComponentChildren;
  readonly bar?: ComponentChildren;
  readonly look?: string;
  readonly children: ComponentChildren;
}

export function Screen({ testId, title, onBack, foot, bar, look, children }: ScreenProps) {
  const say = useSay();
  useBack(onBack ?? null);
  return (
    <div class={look === undefined ? 'screen' : `screen ${look}`} data-testid={testId}>
      <SafetyBar>{bar}</SafetyBar>
      <main class="screen-main">
        {onBack && (
          <div>
            <Button testId="back" kind="small" onPress={onBack}>
              {say('app-back')}
            </Button>
          </div>
        )}
        <Heading>{title}</Heading>
        {children}
        <DraftLine />
      </main>
      {foot !== undefined && <footer class="screen-foot">{foot}</footer>}
    </div>
  );
}
