// Text with entities. Lives here: turning a message's text into elements. Must not: HTML strings.
import { el } from './dom.ts';
import type { Entity } from './types.ts';

export interface TextActs {
  command(text: string): void;
  link(url: string): void;
}

const TAGS: Record<string, 'b' | 'i' | 'u' | 's' | 'code' | 'pre' | 'blockquote'> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/** Entities come with UTF-16 offsets, which are JavaScript's own; nested ones are nested here. */
export function richText(text: string, entities: Entity[], acts: TextActs): DocumentFragment {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, sorted, acts);
}

function span(
  text: string,
  from: number,
  to: number,
  entities: Entity[],
  acts: TextActs,
): DocumentFragment {
  const made = document.createDocumentFragment();
  let at = from;
  while (entities.length > 0) {
    const [first, ...rest] = entities;
    if (!first || first.offset < at || first.offset + first.length > to) {
      entities = rest;
      continue;
    }
    const end = first.offset + first.length;
    made.append(text.slice(at, first.offset));
    const inner = rest.filter((one) => one.offset + one.length <= end);
    made.append(
      wrap(first, text.slice(first.offset, end), span(text, first.offset, end, inner, acts), acts),
    );
    at = end;
    entities = rest.filter((one) => one.offset >= end);
  }
  made.append(text.slice(at, to));
  return made;
}

function wrap(entity: Entity, plain: string, inner: Node, acts: TextActs): Node {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, inner);
  const target = entity.type === 'text_link' ? entity.url : plain;
  if (entity.type === 'url' || entity.type === 'text_link') {
    return tappable(inner, () => acts.link(target ?? plain));
  }
  if (entity.type === 'bot_command') return tappable(inner, () => acts.command(plain));
  return inner;
}

function tappable(inner: Node, act: () => void): HTMLElement {
  const made = el('button', { class: 'in-text', on: { click: act } }, inner);
  made.type = 'button';
  return made;
}
