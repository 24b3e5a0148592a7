// Choosing a passphrase. Lives here: the two fields and what is said about them. Must not: keep it.
import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { StrengthMeter, strengthOf } from './parts.tsx';

/** The passphrase once it is long enough and typed twice alike, else null. */
export function NewPassphrase({ onChange }: { onChange: (chosen: string | null) => void }) {
  const say = useSay();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const tell = (one: string, other: string): void => {
    onChange(one === other && strengthOf(one) !== 'short' ? one : null);
  };
  const differs = second !== '' && !first.startsWith(second);
  return (
    <>
      <Field
        testId="passphrase"
        type="password"
        autocomplete="new-password"
        label={say('desk-passphrase')}
        hint={say('desk-passphrase-hint')}
        value={first}
        onInput={(value) => {
          setFirst(value);
          tell(value, second);
        }}
      />
      <StrengthMeter passphrase={first} />
      <Field
        testId="passphrase-again"
        type="password"
        autocomplete="new-password"
        label={say('desk-passphrase-again')}
        fault={differs ? say('desk-passphrase-differs') : null}
        value={second}
        onInput={(value) => {
          setSecond(value);
          tell(first, value);
        }}
      />
    </>
  );
}
