// Save a copy, in My record. Lives here: putting it together with its progress, then the ways to keep it. Must
// not: what is in it (copy.ts).
import { useState } from 'preact/hooks';
import { readAccesses } from '../accesses/state.ts';
import { ApiError } from '../api/errors.ts';
import { ReportsApi } from '../complain/api.ts';
import { notedReports } from '../complain/notes.ts';
import { ownReports } from '../complain/told.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Note, Progress } from '../components/parts.tsx';
import { useGround } from '../components/policy.ts';
import { copyText, saveFile } from '../components/saving.ts';
import type { Student } from '../state/student.ts';
import { type Copy, isWhole, jsonOf, pageOf, type Words } from './copy.ts';
import { readTalks } from './talks.ts';
import { useDay, useTime } from './words.ts';

type Step =
  | { readonly at: 'idle' | 'failed' }
  | { readonly at: 'busy'; readonly done: number; readonly of: number }
  | { readonly at: 'ready'; readonly copy: Copy };

function useWords(): Words {
  const say = useSay();
  const { words } = useSurroundings();
  const ground = useGround();
  const [time, day] = [useTime(), useDay()];
  return { say, has: (id) => words.has(id), time, day, ground: (code) => ground(code).title };
}

function Ready({ copy }: { copy: Copy }) {
  const say = useSay();
  const words = useWords();
  const [copied, setCopied] = useState<boolean | null>(null);
  const { html, text } = pageOf(copy, words);
  const whole = isWhole(copy);
  return (
    <div class="stack" data-testid="copy-ready">
      <p role="status">{say('rights-copy-ready')}</p>
      {!whole && (
        <Note testId="copy-part" kind="warning">
          <p>{say('rights-copy-part')}</p>
        </Note>
      )}
      <Button
        testId="copy-page"
        kind="soft"
        onPress={() => saveFile('my-record.html', new Blob([html], { type: 'text/html' }))}
      >
        {say('rights-copy-page')}
      </Button>
      <Button
        testId="copy-data"
        kind="soft"
        onPress={() =>
          saveFile('my-record.json', new Blob([jsonOf(copy)], { type: 'application/json' }))
        }
      >
        {say('rights-copy-data')}
      </Button>
      <Button testId="copy-text" kind="soft" onPress={() => void copyText(text).then(setCopied)}>
        {say('rights-copy-text')}
      </Button>
      <p class="field-hint" role="status" data-testid="copy-copied">
        {copied === null ? '' : say(copied ? 'rights-copy-copied' : 'rights-copy-not-copied')}
      </p>
      <p class="field-hint">{say('rights-copy-hint')}</p>
    </div>
  );
}

export function Copies({ student }: { student: Student }) {
  const say = useSay();
  const { service } = useSurroundings();
  const [step, setStep] = useState<Step>({ at: 'idle' });
  const make = async (): Promise<void> => {
    const inside = student.inside.value;
    if (inside === null) return;
    const { account, team } = inside;
    setStep({ at: 'busy', done: 0, of: 0 });
    try {
      const roster = team.openRoster();
      const { api, bundle } = account;
      const { accesses, openings } = await readAccesses({ api, me: bundle.identity, roster });
      const talks = await readTalks({ api, bundle, roster }, (done, of) =>
        setStep({ at: 'busy', done, of }),
      );
      const [answers, noted] = [await new ReportsApi(api).mine(), notedReports(bundle)];
      const reports = ownReports({ answers, noted, roster });
      const { receipts: consents } = student;
      const made = student.now();
      const unread = answers.length - reports.length;
      const about = { made, service: service.name, consents, talks };
      const copy = { ...about, reports: { own: reports, unread }, accesses, openings };
      setStep({ at: 'ready', copy });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setStep({ at: 'failed' });
    }
  };
  return (
    <div class="stack">
      <p class="lead">{say('rights-copy-lead')}</p>
      <p>{say('rights-copy-careful')}</p>
      {step.at === 'failed' && (
        <Note testId="copy-failed" kind="warning" urgent>
          <p>{say('rights-copy-failed')}</p>
        </Note>
      )}
      {step.at === 'busy' && (
        <Progress>{say('rights-copy-making', { done: step.done, of: step.of })}</Progress>
      )}
      {step.at === 'ready' ? (
        <Ready copy={step.copy} />
      ) : (
        step.at !== 'busy' && (
          <Button testId="copy-make" kind="primary" onPress={() => void make()}>
            {say('rights-copy-make')}
          </Button>
        )
      )}
    </div>
  );
}
