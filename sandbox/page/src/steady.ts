// Drawing while somebody taps. Lives here: waiting with what moves or replaces things until no finger is down, so that
// finger down and finger up meet the same button. Must not: draw.

/** A finger that is down for longer does not tap; one that is lifted over a Mini App is not heard of. */
const TAP_MS = 1000;

const waiting = new Set<() => void>();
let down = false;
/** How often a finger went down. */
let downs = 0;
let longest: ReturnType<typeof setTimeout> | undefined;

function up(): void {
  clearTimeout(longest);
  down = false;
  const due = [...waiting];
  waiting.clear();
  for (const draw of due) draw();
}

addEventListener(
  'pointerdown',
  () => {
    down = true;
    downs += 1;
    clearTimeout(longest);
    longest = setTimeout(up, TAP_MS);
  },
  true,
);
for (const end of ['pointerup', 'pointercancel']) {
  const lifted = (): void => {
    const of = downs;
    // After the click that comes of it; not if the next tap has begun by then.
    setTimeout(() => of === downs && up(), 0);
  };
  addEventListener(end, lifted, true);
}

/** The same, but not while a finger is down: then once, afterwards, with what it was last called with. */
export function steady<Args extends unknown[]>(draw: (...args: Args) => void) {
  let last: Args | null = null;
  const now = (): void => {
    const args = last;
    last = null;
    if (args !== null) draw(...args);
  };
  return (...args: Args): void => {
    last = args;
    if (down) waiting.add(now);
    else now();
  };
}
