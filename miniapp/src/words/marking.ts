// English within another language. Lives here: `lang` and `dir` on each element whose text was said in
// English, so that it is read out and set as English. Must not: be loaded where all words are English.
import { options, type VNode } from 'preact';

/** Texts with numbers in them are many; what is forgotten is marked again when it is said again. */
const MOST = 4000;

const isBlank = (text: unknown): boolean => typeof text === 'string' && text.trim() === '';

/** The children that are text, or null when there is anything else beside blanks and elements. */
function textsOf(children: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(children) ? children.flat() : [children];
  return all.filter((one): one is string => typeof one === 'string' && !isBlank(one));
}

/** Marks from now on; what is given to the function it returns is English. */
export function markBorrowed(): (text: string) => void {
  const borrowed = new Set<string>();
  const before = options.vnode;
  options.vnode = (vnode: VNode) => {
    const props = vnode.props as Record<string, unknown>;
    if (typeof vnode.type === 'string' && borrowed.size > 0 && props['lang'] === undefined) {
      const texts = textsOf(props['children']);
      if (texts.length > 0 && texts.every((text) => borrowed.has(text))) {
        props['lang'] = 'en';
        props['dir'] = 'ltr';
      }
    }
    before?.(vnode);
  };
  return (text) => {
    if (borrowed.size > MOST) borrowed.clear();
    borrowed.add(text);
    // Long texts are shown line by line.
    for (const line of text.split('\n')) if (!isBlank(line)) borrowed.add(line);
  };
}
