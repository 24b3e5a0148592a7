// Where one is signed in, on either side. Lives here: loading it where it is shown. Must not: import it
// otherwise.
import { useSay } from '../components/context.ts';
import { useLater } from '../components/later.ts';
import { Progress } from '../components/parts.tsx';
import type { SessionsProps } from '../sessions/index.tsx';

export function SessionsLater(props: SessionsProps) {
  const say = useSay();
  const { part, failed } = useLater(() => import('../sessions/index.tsx'));
  if (failed) return <p role="alert">{say('app-offline')}</p>;
  return part === null ? <Progress>{say('app-loading')}</Progress> : <part.Sessions {...props} />;
}
