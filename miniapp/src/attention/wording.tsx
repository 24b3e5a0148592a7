// The words of the hints. Lives here: putting them in front of the page's own. Must not: be imported
// otherwise than lazily.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import attention from '../../../policy/locales/en/attention.ftl?raw';
import { SurroundingsContext, useSurroundings } from '../components/context.ts';

export function WithWords({ children }: { children: ComponentChildren }) {
  const around = useSurroundings();
  const words = useMemo(() => around.words.with(attention), [around.words]);
  return (
    <SurroundingsContext.Provider value={{ ...around, words }}>
      {children}
    </SurroundingsContext.Provider>
  );
}
