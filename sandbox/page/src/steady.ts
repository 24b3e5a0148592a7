// Drawing while somebody taps. Lives here: waiting with what moves or replaces things until no finger is down, so that
// finger down and finger up meet the same button. Must not: draw.

/** A finger that is down for longer does not tap; one that is lifted over a Mini App is not heard of. */
const TAP_MS = 1000;

const waiting = new Set<() => void>();
let down = false;
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
    clearTimeout(longest);
    longest = setTimeout(up, TAP_MS);
  },
  true,
);
for (const end of ['pointerup', 'pointercancel']) {
  // After the click that comes of it.
  addEventListener(end, () => setTimeout(up, 0), true);
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
