// Taking names out of a supervision note. Lives here: loading the pseudonymiser, the worker's decisions on each
// mark, the preview, the confirmation. Must not: sealing, sending or keeping the note.
import { useEffect, useRef, useState } from 'preact/hooks';
import texts from '../../../../policy/locales/en/pseudonyms.ftl?raw';
import { Button } from '../../components/button.tsx';
import { useSay, wordsOf } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import {
  type Known,
  loadPseudonymiser,
  NoteTooLong,
  type Pseudonymiser,
  type Review,
  review as rules,
} from '../../pseudonym/index.ts';
import './pseudonymise.css';
import { PseudonymMenu } from './pseudonymise-menu.tsx';
import { FoundList, MarkByHand, MarkedNote } from './pseudonymise-parts.tsx';
import { useReplacement } from './pseudonymise-words.ts';

export interface PseudonymiseProps {
  /** What the worker wrote; a new text starts the review anew. */
  readonly note: string;
  /** What this device knows of the student and the team. */
  readonly known: Known;
  /** The text to seal, once the worker has decided on every mark, read it and said so. */
  readonly onDone: (text: string) => void;
  /** What the last button says, where it does more than use the text. */
  readonly done?: string;
  /** Fetches the lists; for tests. */
  readonly load?: () => Promise<Pseudonymiser>;
}

type Loaded =
  | { readonly state: 'loading' | 'failed' | 'too-long' }
  | { readonly state: 'ready'; readonly begun: Review };

function Confirmed(props: {
  readonly review: Review;
  readonly text: string;
  readonly done: string | undefined;
  readonly onDone: (text: string) => void;
}) {
  const say = useSay();
  const [read, setRead] = useState<string | null>(null);
  const left = rules.undecided(props.review);
  // The tick is for this very text: a change takes it away.
  const confirmed = left === 0 && read === props.text;
  return (
    <section class="card" data-testid="pseudonym-confirm-card">
      <h2>{say('pseudonym-preview')}</h2>
      <p class="pseudonym-preview" dir="auto" data-testid="pseudonym-preview">
        {props.text}
      </p>
      <p class="field-hint">{say('pseudonym-confirm-hint')}</p>
      <Choice
        testId="pseudonym-confirm"
        type="checkbox"
        name="pseudonym-confirm"
        checked={confirmed}
        onPick={(checked) => setRead(checked ? props.text : null)}
      >
        {say('pseudonym-confirm')}
      </Choice>
      <Button
        testId="pseudonym-done"
        kind="primary"
        disabled={!confirmed}
        onPress={() => props.onDone(props.text)}
      >
        {props.done ?? say('pseudonym-done')}
      </Button>
    </section>
  );
}

function Reviewing(props: {
  readonly begun: Review;
  readonly done: string | undefined;
  readonly onDone: (text: string) => void;
}) {
  const { begun, done, onDone } = props;
  const say = useSay();
  const replacement = useReplacement();
  const [review, setReview] = useState(begun);
  const [picked, setPicked] = useState<number | null>(null);
  const [words, setWords] = useState('');
  const item = review.items.find((one) => one.id === picked);
  const left = rules.undecided(review);
  return (
    <div class="stack" data-testid="pseudonymise">
      <section class="card">
        <h2>{say('pseudonym-title')}</h2>
        <p class="field-hint">{say('pseudonym-lead')}</p>
        <MarkedNote review={review} onPick={({ id }) => setPicked(id)} onSelect={setWords} />
        {left > 0 && (
          <Note testId="pseudonym-open" kind="warning">
            <p>{say('pseudonym-open', { count: left })}</p>
            <Button
              testId="pseudonym-replace-rest"
              kind="soft"
              onPress={() => setReview(rules.replaceOpen(review))}
            >
              {say('pseudonym-replace-rest')}
            </Button>
          </Note>
        )}
      </section>
      <section class="card">
        <h2>{say('pseudonym-list')}</h2>
        <FoundList review={review} onPick={({ id }) => setPicked(id)} />
      </section>
      <MarkByHand review={review} words={words} onWords={setWords} onChange={setReview} />
      <Confirmed
        review={review}
        text={rules.result(review, replacement)}
        done={done}
        onDone={onDone}
      />
      {item !== undefined && (
        <PseudonymMenu
          review={review}
          item={item}
          onChange={setReview}
          onClose={() => setPicked(null)}
        />
      )}
    </div>
  );
}

function Loading({ note, known, onDone, done, load = loadPseudonymiser }: PseudonymiseProps) {
  const say = useSay();
  const replacement = useReplacement();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  // What is known may be a new object each time the host renders; the note decides.
  const newest = useRef({ known, replacement });
  newest.current = { known, replacement };
  useEffect(() => {
    let here = true;
    const found = (propose: Pseudonymiser): Loaded => {
      const { known: of, replacement: wording } = newest.current;
      return { state: 'ready', begun: rules.begin(note, propose({ note, known: of, wording })) };
    };
    setLoaded({ state: 'loading' });
    load()
      .then(found)
      .catch((error: unknown): Loaded => {
        return { state: error instanceof NoteTooLong ? 'too-long' : 'failed' };
      })
      .then((after) => here && setLoaded(after));
    return () => {
      here = false;
    };
  }, [note, load, tries]);
  switch (loaded.state) {
    case 'loading':
      return <Progress>{say('pseudonym-loading')}</Progress>;
    case 'ready':
      return <Reviewing key={note} begun={loaded.begun} done={done} onDone={onDone} />;
    case 'too-long':
      return (
        <Note testId="pseudonym-too-long" kind="warning" urgent>
          <p>{say('pseudonym-too-long')}</p>
        </Note>
      );
    case 'failed':
      return (
        <Note testId="pseudonym-failed" kind="warning" urgent>
          <p>{say('pseudonym-load-failed')}</p>
          <Button testId="pseudonym-retry" kind="soft" onPress={() => setTries(tries + 1)}>
            {say('app-try-again')}
          </Button>
        </Note>
      );
  }
}

const WithWords = wordsOf(texts);

/** The review of a note, with its own words; needs the surroundings of any view. */
export function Pseudonymise(props: PseudonymiseProps) {
  return (
    <WithWords>
      <Loading {...props} />
    </WithWords>
  );
}
