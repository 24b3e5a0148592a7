// The policy's text on a screen. Lives here: which of two that come late is shown. Must not: what it says
// (words/policy.test.ts).
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { SurroundingsContext } from '../../src/components/context.ts';
import { PolicyText } from '../../src/views/policy.tsx';
import { english, type Words } from '../../src/words/words.ts';
import { Answers } from '../fake/answers.ts';
import { settled } from '../fake/held.ts';
import { until } from '../fake/phone.ts';
import { show, usePage } from '../fake/showing.tsx';

const page = usePage();
const service = {
  ...{ policy: 'ucl', policy_digest: 'AAAA', policy_texts: [], switches: [] },
  ...{ retention_days: 30, after_degree: false },
};

it('is not of the language that was chosen before and came after', async () => {
  const texts = new Answers<Words>();
  /** Words to which the policy's own come late. */
  const chosen = () => Object.assign(english(), { with: texts.call });
  const said = (text: string): Words => Object.assign(english(), { say: () => text });
  const read = (words: Words) => (
    <SurroundingsContext.Provider value={{ words, service } as never}>
      <PolicyText />
    </SurroundingsContext.Provider>
  );
  for (const asked of [1, 2]) {
    await show(page(), read(chosen()));
    await act(settled);
    await until(() => texts.calls === asked);
  }
  await texts.give(said('The newer.'), 1);
  expect(page().one('policy-unknown').textContent).toBe('The newer.');
  await texts.give(said('The older.'));
  expect(page().one('policy-unknown').textContent).toBe('The newer.');
});
