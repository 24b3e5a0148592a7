// Why it did not go through. Lives here: the words. Must not: the reasons themselves (moving.ts).
import { useSay } from '../components/context.ts';
import type { Moved } from './moving.ts';

export function Trouble({ trouble }: { trouble: Exclude<Moved, 'done'> | null }) {
  const say = useSay();
  if (trouble === null) return null;
  return (
    <p class="field-fault" role="alert" data-testid="handover-trouble" data-trouble={trouble}>
      {say(`handover-trouble-${trouble}`)}
    </p>
  );
}
