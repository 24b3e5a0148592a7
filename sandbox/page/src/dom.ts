// Making elements, and keeping them. Lives here: small functions. Must not: markup from strings; text
// is always set as textContent.

type Props = {
  class?: string;
  testid?: string;
  label?: string;
  text?: string;
  disabled?: boolean;
  attrs?: Record<string, string>;
  on?: Partial<{ [K in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[K]) => void }>;
};

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (props.class) made.className = props.class;
  if (props.testid) made.dataset['testid'] = props.testid;
  if (props.label) {
    made.setAttribute('aria-label', props.label);
    made.title = props.label;
  }
  if (props.text !== undefined) made.textContent = props.text;
  if (props.disabled) made.toggleAttribute('disabled', true);
  for (const [name, value] of Object.entries(props.attrs ?? {})) made.setAttribute(name, value);
  for (const [name, act] of Object.entries(props.on ?? {})) {
    made.addEventListener(name, act as EventListener);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(
  text: string,
  act: () => void,
  props: Omit<Props, 'on' | 'text'> = {},
): HTMLButtonElement {
  const made = el('button', { ...props, text, on: { click: act } });
  made.type = 'button';
  return made;
}

export function option(value: string, text: string): HTMLOptionElement {
  return el('option', { text, attrs: { value } });
}

/** Has exactly these in it, in this order; what was there already is not taken out for a moment. */
export function keep(parent: Element, children: readonly Element[]): void {
  for (const one of [...parent.children]) if (!children.includes(one)) one.remove();
  for (const [at, one] of children.entries()) {
    const there = parent.children[at] ?? null;
    if (there !== one) parent.insertBefore(one, there);
  }
}

/** What there is to choose from; made anew only where it is something else. */
export function choices(
  select: HTMLSelectElement,
  all: readonly (readonly [string, string])[],
): void {
  const as = JSON.stringify(all);
  if (select.dataset['choices'] === as) return;
  select.dataset['choices'] = as;
  select.replaceChildren(...all.map(([value, text]) => option(value, text)));
}
