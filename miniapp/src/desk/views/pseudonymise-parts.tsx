// Parts of the review of a note. Lives here: the note with its marks, the list of them, marking by hand. Must
// not: state of the review (pseudonymise.tsx).
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { type Item, type Kind, type Review, review as rules } from '../../pseudonym/index.ts';
import { KindChoice } from './pseudonymise-menu.tsx';
import { useReplacement } from './pseudonymise-words.ts';

/** What a mark says to somebody who hears it. */
function useSaid(): (item: Item) => string {
  const say = useSay();
  const replacement = useReplacement();
  return ({ text, kind, letter, choice }) => {
    if (choice === 'keep') return say('pseudonym-kept', { text });
    if (choice === 'open') return say('pseudonym-asks', { text });
    return say('pseudonym-becomes', { text, replacement: replacement(kind, letter) });
  };
}

/** The words selected inside an element, as they are selected. */
function useSelected(
  within: RefObject<HTMLElement | null>,
  onSelect: (words: string) => void,
): void {
  const newest = useRef(onSelect);
  newest.current = onSelect;
  useEffect(() => {
    const look = (): void => {
      const selection = document.getSelection();
      const words = selection?.toString().trim() ?? '';
      const { anchorNode, focusNode } = selection ?? {};
      const inside = [anchorNode, focusNode].every(
        (node) => node !== null && node !== undefined && within.current?.contains(node) === true,
      );
      if (words !== '' && inside) newest.current(words);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [within]);
}

export function MarkedNote(props: {
  readonly review: Review;
  readonly onPick: (item: Item) => void;
  readonly onSelect: (words: string) => void;
}) {
  const said = useSaid();
  const element = useRef<HTMLParagraphElement>(null);
  useSelected(element, props.onSelect);
  return (
    <p ref={element} class="pseudonym-note" dir="auto" data-testid="pseudonym-note">
      {rules.pieces(props.review).map(({ text, item }, at) =>
        item === null ? (
          text
        ) : (
          <button
            key={at}
            type="button"
            class="pseudonym-mark"
            data-testid="pseudonym-mark"
            data-choice={item.choice}
            data-kind={item.kind}
            aria-label={said(item)}
            aria-haspopup="dialog"
            onClick={() => props.onPick(item)}
          >
            {text}
          </button>
        ),
      )}
    </p>
  );
}

/** Each distinct mark once, with how often it stands there: for reading in a row. */
export function FoundList(props: {
  readonly review: Review;
  readonly onPick: (item: Item) => void;
}) {
  const say = useSay();
  const said = useSaid();
  const { items } = props.review;
  const same = (a: Item, b: Item): boolean => rules.alike(a, b) && a.choice === b.choice;
  const distinct = items.filter((one, at) => items.findIndex((two) => same(one, two)) === at);
  if (items.length === 0) {
    return (
      <p class="field-hint" role="status" data-testid="pseudonym-none">
        {say('pseudonym-none')}
      </p>
    );
  }
  return (
    <ul class="pseudonym-found" data-testid="pseudonym-found">
      {distinct.map((item) => {
        const count = items.filter((one) => same(one, item)).length;
        return (
          <li key={item.id}>
            <Button testId="pseudonym-item" kind="soft" onPress={() => props.onPick(item)}>
              {said(item)}
              {count > 1 && ` (${say('pseudonym-times', { count })})`}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** Marks words that nothing found: selected in the note, or typed. */
export function MarkByHand(props: {
  readonly review: Review;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onChange: (review: Review) => void;
}) {
  const say = useSay();
  const [kind, setKind] = useState<Kind>('person');
  const [missing, setMissing] = useState(false);
  const mark = (): void => {
    const after = rules.mark(props.review, props.words, kind);
    setMissing(after === props.review);
    if (after === props.review) return;
    props.onChange(after);
    props.onWords('');
  };
  return (
    <section class="card" data-testid="pseudonym-by-hand">
      <h2>{say('pseudonym-mark')}</h2>
      <Field
        testId="pseudonym-words"
        label={say('pseudonym-mark-words')}
        hint={say('pseudonym-mark-hint')}
        fault={missing ? say('pseudonym-mark-missing') : null}
        value={props.words}
        onInput={(words) => {
          setMissing(false);
          props.onWords(words);
        }}
      />
      <KindChoice testId="pseudonym-words-kind" kind={kind} onPick={setKind} />
      <Button
        testId="pseudonym-mark-do"
        kind="soft"
        disabled={props.words.trim() === ''}
        onPress={mark}
      >
        {say('pseudonym-mark-do')}
      </Button>
    </section>
  );
}
