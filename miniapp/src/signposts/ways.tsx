// How to reach one of them. Lives here: links that dial, write or open a page, by the directory. Must not: make
// a link out of what a person wrote.
import type { Signpost } from '../api/types.ts';
import { useSay, useSurroundings } from '../components/context.ts';
import { Ways as Numbers } from '../components/crisis.tsx';

export interface WaysProps {
  readonly one: Signpost;
  /** Says whose ways these are, where nothing around them does. */
  readonly named?: boolean;
}

export function Ways({ one, named }: WaysProps) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const { call, text, text_word, page, name } = one;
  if (!call && !text && !page) return null;
  const url = `https://${page}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for things to fill in
    <div
      class="contact-ways signpost-ways"
      role="group"
      aria-label={say('signposts-card-ways', { name })}
      data-testid={named === true ? 'card-ways' : 'signpost-ways'}
    >
      <Numbers
        contact={{
          call: call ?? null,
          text: text ?? null,
          text_word: text_word ?? null,
        }}
      />
      {page && (
        <a
          class="contact-way"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          data-testid="signpost-page"
          onClick={(event) => {
            event.preventDefault();
            telegram.openLink(url);
          }}
        >
          {say('signposts-page', { page })}
        </a>
      )}
    </div>
  );
}
