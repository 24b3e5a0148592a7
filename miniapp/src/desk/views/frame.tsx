// The frame of a staff screen. Lives here: heading, tabs, lock, crisis contacts in reach. Must not: what
// the screen is about.
import type { ComponentChildren } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { OpenCrisis } from '../../components/crisis.tsx';
import { DraftLine } from '../../components/language.tsx';
import { Heading, useBack } from '../../components/screen.tsx';
import type { DeskState } from '../state/desk.ts';
import { OnCallButton } from './on-call.tsx';

/** Crisis contacts at hand, and Lock where there is something to lock. */
export function DeskBar({
  onLock,
  children,
}: {
  onLock: (() => void) | null;
  children?: ComponentChildren;
}) {
  const say = useSay();
  const showCrisis = useContext(OpenCrisis);
  return (
    <header class="screen-bar">
      <Button testId="crisis-open" kind="small" onPress={showCrisis}>
        {say('desk-room-side')}
      </Button>
      <div class="screen-bar-end">
        <OnCallButton />
        {children}
        {onLock !== null && (
          <Button testId="desk-lock" kind="leave" onPress={onLock}>
            {say('desk-lock')}
          </Button>
        )}
      </div>
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

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onPick: (name: Name) => void;
}

function Count({ count }: { count: number }) {
  return count > 0 ? <span class="desk-count">{count}</span> : null;
}

function Row<Name extends string>({ tabs, current, onPick }: Omit<TabsProps<Name>, 'label'>) {
  return (
    <>
      {tabs.map(({ name, text, count }) => (
        <button
          key={name}
          type="button"
          class="desk-tab"
          data-testid={`tab-${name}`}
          aria-current={name === current ? 'page' : undefined}
          onClick={() => onPick(name)}
        >
          {text}
          <Count count={count ?? 0} />
        </button>
      ))}
    </>
  );
}

export function Tabs<Name extends string>(props: TabsProps<Name>) {
  return (
    <nav class="desk-tabs" aria-label={props.label}>
      <Row {...props} />
    </nav>
  );
}

/** One row: the first tabs, the one that is up in the last place; how much waits behind all others, under *More*. */
export function FewTabs<Name extends string>(props: TabsProps<Name> & { readonly first: number }) {
  const say = useSay();
  const { tabs, first, current } = props;
  const [open, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const up = tabs.findIndex(({ name }) => name === current);
  const last = Math.max(first - 1, up);
  const behind = tabs.filter((_, at) => at >= first - 1 && at !== last);
  const onPick = (name: Name): void => {
    setOpen(false);
    props.onPick(name);
  };
  const shut = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    more.current?.focus();
  };
  return (
    <nav class="desk-tabs" aria-label={props.label} onKeyDown={shut}>
      <Row {...props} tabs={tabs.filter((one) => !behind.includes(one))} onPick={onPick} />
      <button
        ref={more}
        type="button"
        class="desk-tab desk-more"
        data-testid="tabs-more"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {say('desk-tabs-more')}
        {!open && <Count count={behind.reduce((sum, { count }) => sum + (count ?? 0), 0)} />}
      </button>
      {open && (
        <div class="desk-behind">
          <Row {...props} tabs={behind} onPick={onPick} />
        </div>
      )}
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
        <DraftLine />
      </main>
      {props.foot !== undefined && <footer class="screen-foot">{props.foot}</footer>}
    </div>
  );
}
