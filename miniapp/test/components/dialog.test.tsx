// A question over the screen. Lives here: that whoever leaves it is where they were, however quick they are.
import { expect, it } from 'vitest';
import { Dialog } from '../../src/components/dialog.tsx';
import { show, showNow, usePage } from '../fake/showing.tsx';

const page = usePage();

const Screen = ({ asked }: { asked: boolean }) => (
  <>
    <button type="button" data-testid="opener" />
    {asked && <Dialog testId="question" title="Sure?" onClose={() => {}} children={null} />}
  </>
);

it('gives the focus back to what opened it, before any effect of the next frame has run', async () => {
  await show(page(), <Screen asked={false} />);
  const opener = page().one('opener');
  opener.focus();
  showNow(page(), <Screen asked />);
  expect(page().one('question').modal).toBe(true);
  page().one('question').focus();
  showNow(page(), <Screen asked={false} />);
  expect(page().activeElement).toBe(opener);
});
