// A page small enough to read. Lives here: as much of a document as a component is rendered into: elements,
// attributes, events, a selection. Must not: layout or styles; the browser tests have a real page.

export class FakeNode extends EventTarget {
  parentNode: FakeElement | null = null;
  readonly nodeType: number;
  readonly ownerDocument: FakeDocument;

  constructor(document: FakeDocument, nodeType: number) {
    super();
    this.ownerDocument = document;
    this.nodeType = nodeType;
  }

  get nextSibling(): FakeNode | null {
    const all = this.parentNode?.childNodes ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }

  get isConnected(): boolean {
    return this.ownerDocument.body.contains(this);
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

export class FakeText extends FakeNode {
  data: string;
  readonly localName = null;

  constructor(document: FakeDocument, data: string) {
    super(document, 3);
    this.data = data;
  }

  get textContent(): string {
    return this.data;
  }
}

export class FakeElement extends FakeNode {
  readonly childNodes: FakeNode[] = [];
  readonly style: Record<string, string> = {};
  readonly localName: string;
  readonly namespaceURI = 'http://www.w3.org/1999/xhtml';
  value = '';
  checked = false;
  disabled = false;
  modal = false;
  readonly #attributes = new Map<string, string>();

  constructor(document: FakeDocument, localName: string) {
    super(document, 1);
    this.localName = localName;
  }

  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null;
  }

  get attributes(): readonly { name: string; value: string }[] {
    return [...this.#attributes].map(([name, value]) => ({ name, value }));
  }

  get textContent(): string {
    return this.childNodes.map((node) => (node as FakeText | FakeElement).textContent).join('');
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  insertBefore<Node extends FakeNode>(node: Node, before: FakeNode | null): Node {
    node.remove();
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }

  appendChild<Node extends FakeNode>(node: Node): Node {
    return this.insertBefore(node, null);
  }

  removeChild(node: FakeNode): void {
    const at = this.childNodes.indexOf(node);
    if (at >= 0) this.childNodes.splice(at, 1);
    node.parentNode = null;
    // As in a browser: what leaves the page, also on its way to another place, is modal no more.
    const gone = node instanceof FakeElement ? [node, ...node.all()] : [];
    for (const one of gone) one.modal = false;
    if (gone.some((one) => one === this.ownerDocument.activeElement))
      this.ownerDocument.activeElement = null;
  }

  contains(node: FakeNode | null): boolean {
    return node !== null && (node === this || this.contains(node.parentNode));
  }

  focus(): void {
    this.ownerDocument.activeElement = this;
  }

  get open(): boolean {
    return this.#attributes.has('open');
  }

  showModal(): void {
    this.setAttribute('open', '');
    this.modal = true;
  }

  close(): void {
    this.removeAttribute('open');
    this.modal = false;
  }

  /** Of what is asked here alone. */
  matches(selector: string): boolean {
    if (selector !== ':modal') throw new Error(`not known here: ${selector}`);
    return this.modal;
  }

  /** Every element below, in order. */
  all(): readonly FakeElement[] {
    return this.childNodes.flatMap((node) =>
      node instanceof FakeElement ? [node, ...node.all()] : [],
    );
  }
}

export class FakeDocument extends EventTarget {
  readonly body: FakeElement = new FakeElement(this, 'body');
  activeElement: FakeElement | null = null;
  selection: { text: string; node: FakeNode | null } = { text: '', node: null };

  createElement(name: string): FakeElement {
    return new FakeElement(this, name);
  }

  createElementNS(_namespace: string, name: string): FakeElement {
    return this.createElement(name);
  }

  createTextNode(data: string): FakeText {
    return new FakeText(this, data);
  }

  getSelection(): unknown {
    const { text, node } = this.selection;
    return { toString: () => text, anchorNode: node, focusNode: node };
  }

  /** Selects words inside a node, as a finger does. */
  select(text: string, node: FakeNode): void {
    this.selection = { text, node };
    this.dispatchEvent(new Event('selectionchange'));
  }

  /** The first with this name; no other selector is known here. */
  querySelector(name: string): FakeElement | null {
    return this.body.all().find((one) => one.localName === name) ?? null;
  }

  /** Elements with a data-testid. */
  named(testId: string): readonly FakeElement[] {
    return this.body.all().filter((one) => one.getAttribute('data-testid') === testId);
  }

  /** The only element with a data-testid; throws where there is none or another. */
  one(testId: string): FakeElement {
    const [found, more] = this.named(testId);
    if (found === undefined || more !== undefined) throw new Error(`not one ${testId}`);
    return found;
  }
}
