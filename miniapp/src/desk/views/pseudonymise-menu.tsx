// What can be done with one mark in a note. Lives here: its menu. Must not: change a note by itself; it asks
// the review.
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Dialog } from '../../components/dialog.tsx';
import {
  type Item,
  KINDS,
  type Kind,
  type Review,
  review as rules,
} from '../../pseudonym/index.ts';
import { useReplacement } from './pseudonymise-words.ts';

export interface MenuProps {
  readonly review: Review;
  readonly item: Item;
  readonly onChange: (review: Review) => void;
  readonly onClose: () => void;
}

/** The first of each other person, place, … of the kind: what this one may be the same as. */
function others({ review, item }: MenuProps): readonly Item[] {
  const seen = new Set([item.letter]);
  return review.items.filter((one) => {
    if (one.kind !== item.kind || one.letter === null || seen.has(one.letter)) return false;
    seen.add(one.letter);
    return true;
  });
}

/** A choice of kinds. */
export function KindChoice(props: {
  readonly testId: string;
  readonly kind: Kind;
  readonly onPick: (kind: Kind) => void;
}) {
  const say = useSay();
  return (
    <label class="field">
      <span class="field-label">{say('pseudonym-kind')}</span>
      <select
        class="input pseudonym-select"
        data-testid={props.testId}
        value={props.kind}
        onChange={(event) => {
          const picked = KINDS.find((kind) => kind === event.currentTarget.value);
          if (picked !== undefined) props.onPick(picked);
        }}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind} selected={kind === props.kind}>
            {say(`pseudonym-kind-${kind}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function PseudonymMenu(props: MenuProps) {
  const { review, item, onChange, onClose } = props;
  const say = useSay();
  const replacement = useReplacement();
  const act = (after: Review): void => {
    onChange(after);
    onClose();
  };
  const several = review.items.filter((one) => rules.alike(one, item)).length > 1;
  const shared = review.items.some(
    (one) => one.kind === item.kind && one.letter === item.letter && !rules.alike(one, item),
  );
  return (
    <Dialog testId="pseudonym-menu" title={item.text} onClose={onClose}>
      <KindChoice
        testId="pseudonym-kind"
        kind={item.kind}
        onPick={(kind) => onChange(rules.changeKind(review, item.id, kind))}
      />
      <div class="dialog-foot">
        <Button
          testId="pseudonym-replace"
          kind="primary"
          onPress={() => act(rules.replace(review, item.id))}
        >
          {say('pseudonym-replace', { replacement: replacement(item.kind, item.letter) })}
        </Button>
        {others(props).map((one) => (
          <Button
            key={one.letter}
            testId="pseudonym-same"
            kind="soft"
            onPress={() => act(rules.sameAs(review, item.id, one.id))}
          >
            {say('pseudonym-same', {
              replacement: replacement(one.kind, one.letter),
              text: one.text,
            })}
          </Button>
        ))}
        {item.letter !== null && shared && (
          <Button
            testId="pseudonym-apart"
            kind="soft"
            onPress={() => act(rules.apart(review, item.id))}
          >
            {say('pseudonym-apart')}
          </Button>
        )}
        <Button testId="pseudonym-keep" onPress={() => act(rules.keep(review, item.id, false))}>
          {say('pseudonym-keep')}
        </Button>
        {several && (
          <Button
            testId="pseudonym-keep-all"
            onPress={() => act(rules.keep(review, item.id, true))}
          >
            {say('pseudonym-keep-all')}
          </Button>
        )}
        <Button testId="pseudonym-close" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}
