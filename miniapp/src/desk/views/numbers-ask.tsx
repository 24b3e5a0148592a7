// How a conversation ended, in a worker's words of policy/numbers. Lives here: the questions, asked when one
// ends and afterwards of those that ended without them. Must not: keep an answer, or demand one.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Fold } from '../../components/parts.tsx';
import { type Coded, QUESTIONS, type Question } from '../state/counted.ts';
import type { Over, WeeklyNumbers } from '../state/weekly.ts';
import './numbers.css';

interface AskProps {
  readonly coded: Coded;
  readonly onCode: (coded: Coded) => void;
}

function Answers({ question, coded, onCode }: AskProps & { question: Question }) {
  const say = useSay();
  const { id, choices } = question;
  const { [id]: answer, ...others } = coded;
  return (
    <fieldset class="stack">
      <legend class="unseen">{say(`numbers-ask-${id}`)}</legend>
      {choices.map((choice) => (
        <Choice
          key={choice}
          testId={`${id}-${choice}`}
          type="radio"
          name={`numbers-${id}`}
          checked={answer === choice}
          onPick={() => onCode({ ...others, [id]: choice })}
        >
          {say(`numbers-${id}-${choice}`)}
        </Choice>
      ))}
      {answer !== undefined && (
        <Button testId={`${id}-none`} kind="plain" onPress={() => onCode(others)}>
          {say('numbers-ask-fewer')}
        </Button>
      )}
    </fieldset>
  );
}

/** Three questions, one open at a time; all of them may be left open. */
export function AskHow({ coded, onCode }: AskProps) {
  const say = useSay();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div class="numbers-ask stack" data-testid="numbers-ask">
      <p class="field-hint">{say('numbers-ask-why')}</p>
      <div class="folds">
        {QUESTIONS.map((question) => {
          const { id } = question;
          const answer = coded[id];
          return (
            <Fold
              key={id}
              testId={`ask-${id}`}
              title={say(`numbers-ask-${id}`)}
              value={say(`numbers-${id}-${answer ?? 'unsaid'}`)}
              open={open === id}
              onToggle={() => setOpen(open === id ? null : id)}
            >
              <Answers {...{ question, coded, onCode }} />
            </Fold>
          );
        })}
      </div>
    </div>
  );
}

function EndedOne({ numbers, over }: { numbers: WeeklyNumbers; over: Over }) {
  const say = useSay();
  const [coded, setCoded] = useState<Coded>({});
  const answered = Object.keys(coded).length > 0;
  return (
    <li class="card" data-testid="numbers-over">
      <p>{say('numbers-over', { name: over.name })}</p>
      <AskHow coded={coded} onCode={setCoded} />
      <div class="row">
        <Button
          testId="numbers-over-count"
          kind="soft"
          disabled={!answered}
          onPress={() => void numbers.code(over, coded)}
        >
          {say('numbers-over-count')}
        </Button>
        <Button
          testId="numbers-over-skip"
          kind="plain"
          onPress={() => void numbers.code(over, null)}
        >
          {say('numbers-over-skip')}
        </Button>
      </div>
    </li>
  );
}

/** Conversations that a student ended, or that ended while this worker was away. */
export function EndedOnes({ numbers }: { numbers: WeeklyNumbers }) {
  const say = useSay();
  const over = numbers.over.value;
  if (over.length === 0) return null;
  return (
    <section class="stack">
      <h2>{say('numbers-over-title')}</h2>
      <ul class="stack">
        {over.map((one) => (
          <EndedOne key={one.case.join()} numbers={numbers} over={one} />
        ))}
      </ul>
    </section>
  );
}
