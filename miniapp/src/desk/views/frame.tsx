// The frame of a staff screen. Lives here: heading, tabs, lock, crisis contacts in reach. Must not: what
// the screen is about.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { CrisisDialog } from '../../components/crisis.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import type { DeskState } from '../state/desk.ts';

/** Crisis contacts at hand, and Lock where there is something to lock. */
export function DeskBar({
  onLock,
  children,
}: {
  onLock: (() => void) | null;
  children?: ComponentChildren;
}) {
  const say = useSay();
  const [crisis, setCrisis] = useState(false);
  return (
    <header class="screen-bar">
      <Button testId="crisis-open" kind="small" onPress={() => setCrisis(true)}>
        {say('desk-room-side')}
      </Button>
      <div class="screen-bar-end">
        {children}
        {onLock !== null && (
          <Button testId="desk-lock" kind="leave" onPress={onLock}>
            {say('desk-lock')}
          </Button>
        )}
      </div>
      {crisis && <CrisisDialog onClose={() => setCrisis(false)} />}
    </header>
  );
}

/** What is shown is how things were before the line broke. */
export function Dropped({ desk }: { desk: DeskState }) {
  const say = useSay();
  if (!desk.dropped.value) return null;
  return (
    <p class="field-hint" role="status" data-testid="desk-dropped">
      {say('desk-offline')}
    </p>
  );
}

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly text: string;
  readonly count?: number;
}

export function Tabs<Name extends string>(props: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onPick: (name: Name) => void;
}) {
  return (
    <nav class="desk-tabs" aria-label={props.label}>
      {props.tabs.map(({ name, text, count }) => (
        <button
          key={name}
          type="button"
          class="desk-tab"
          data-testid={`tab-${name}`}
          aria-current={name === props.current ? 'page' : undefined}
          onClick={() => props.onPick(name)}
        >
          {text}
          {count !== undefined && count > 0 && <span class="desk-count">{count}</span>}
        </button>
      ))}
    </nav>
  );
}

export interface DeskScreenProps {
  readonly testId: string;
  readonly title: string;
  readonly onLock?: (() => void) | null;
  readonly onBack?: (() => void) | null;
  readonly tabs?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function DeskScreen(props: DeskScreenProps) {
  const say = useSay();
  useBack(props.onBack ?? null);
  return (
    <div class="screen" data-testid={props.testId}>
      <DeskBar onLock={props.onLock ?? null} />
      {props.tabs}
      <main class="screen-main">
        {props.onBack && (
          <div class="desk-no-print">
            <Button testId="back" kind="small" onPress={props.onBack}>
              {say('app-back')}
            </Button>
          </div>
        )}
        <Heading>{props.title}</Heading>
        {props.children}
      </main>
      {props.foot !== undefined && <footer class="screen-foot">{props.foot}</footer>}
    </div>
  );
}
