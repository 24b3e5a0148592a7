// A long text for reading. Lives here: blocks parted by blank lines, each under its first line as heading.
// Must not: the texts.
import { useEffect, useRef } from 'preact/hooks';

const blocksOf = (text: string): readonly string[] => text.split(/\n\s*\n/);

export interface BlocksProps {
  readonly testId: string;
  readonly text: string;
  /** Another text in its place before: the first block that differs comes into sight. */
  readonly from?: string;
  /** How deep the headings stand. */
  readonly headings?: 2 | 3;
}

export function Blocks({ testId, text, from = text, headings = 2 }: BlocksProps) {
  const blocks = blocksOf(text).map((block) => block.split('\n'));
  const changed = useRef<HTMLElement>(null);
  const first = blocksOf(text).findIndex((block, at) => block !== blocksOf(from)[at]);
  const Heading = `h${headings}` as const;
  useEffect(() => {
    changed.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <article class="card agreement" data-testid={testId}>
      {blocks.map(([heading, ...lines], at) => (
        <section key={heading} ref={at === first ? changed : null}>
          <Heading>{heading}</Heading>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </article>
  );
}
