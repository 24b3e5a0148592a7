// Disclosures on a holder's desk. Lives here: what joins them with inbox and drafts, and which of their
// screens is up. Must not: the screens themselves.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import type { DeskState } from '../state/desk.ts';
import { DisclosureDesk } from '../state/disclosure-desk.ts';
import { Disclosures } from '../state/disclosures.ts';
import type { Drafts } from '../state/drafts.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { Inbox } from '../state/inbox.ts';
import { DisclosureFormScreen } from './disclosure-form.tsx';
import { DisclosureScreen } from './disclosure-screen.tsx';

/** One for as long as the desk is open. */
export function useDisclosures(parts: {
  readonly desk: DeskState;
  readonly holder: HolderDesk;
  readonly inbox: Inbox;
}): DisclosureDesk {
  const { holder, inbox } = parts;
  const { drafts } = parts.desk;
  const { policy } = useSurroundings();
  return useMemo(() => {
    const list = new Disclosures({ side: holder, role: holder.role });
    return new DisclosureDesk({
      list,
      role: holder.role,
      flagOf: (id) => inbox.rows.value?.find((one) => one.id === id)?.opened ?? null,
      grounds: () => policy.found.value?.grounds ?? null,
      texts: (name) => drafts.of(name),
    });
  }, [holder, inbox, drafts, policy]);
}

/** The form or the record that is up; null while the list is. */
export function disclosureUp(desk: DisclosureDesk, onLock: () => void): VNode | null {
  const draft = desk.draft.value;
  if (draft !== null && desk.writing.value) {
    return <DisclosureFormScreen desk={desk} draft={draft} onLock={onLock} />;
  }
  const seen = desk.list.find(desk.list.current.value);
  if (seen === null) return null;
  return (
    <DisclosureScreen key={seen.row.id} list={desk.list} desk={desk} seen={seen} onLock={onLock} />
  );
}

/** Beneath an opened flag. */
export function PrepareDisclosure(props: {
  readonly desk: DisclosureDesk;
  readonly flag: OpenedFlag;
  readonly drafts: Drafts;
  readonly onBegun: () => void;
}) {
  const say = useSay();
  const { desk, flag } = props;
  const begin = (): void => {
    desk.begin(flag, props.drafts.of(`disclosure ${toBase64url(flag.flag.id)}`));
    props.onBegun();
  };
  return (
    <Button testId="disclosure-prepare" kind="soft" onPress={begin}>
      {say('disclosures-prepare')}
    </Button>
  );
}
