// Learning of weights: each subject against all others, by the squared margin that is missing, by L-BFGS. Lives here: arithmetic alone.
// Must not: know texts or files, or draw anything at random: the same rows give the same weights.

/** One text: indices of its entries, what each counts, its subject (0 is none), its own weight. */
export interface Row {
  readonly at: Int32Array;
  readonly value: Float64Array;
  readonly subject: number;
  readonly counts: number;
}

export interface Model {
  readonly subjects: number;
  /** weight of entry e for subject s at e * subjects + s; the last row is the bias. */
  readonly weights: Float64Array;
}

export function scoresOf(row: Row, { weights, subjects }: Model): Float64Array {
  const scores = weights.slice(weights.length - subjects);
  for (let i = 0; i < row.at.length; i += 1) {
    const from = (row.at[i] ?? 0) * subjects;
    const value = row.value[i] ?? 0;
    for (let s = 0; s < subjects; s += 1)
      scores[s] = (scores[s] ?? 0) + value * (weights[from + s] ?? 0);
  }
  return scores;
}

/** The loss at `weights`, and its slope written into `slope`. */
function loss(
  rows: readonly Row[],
  weights: Float64Array,
  slope: Float64Array,
  { subjects, strictness }: { readonly subjects: number; readonly strictness: number },
): number {
  let total = 0;
  const bias = weights.length - subjects;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = i < bias ? (weights[i] ?? 0) : 0;
    total += (strictness / 2) * weight * weight;
    slope[i] = strictness * weight;
  }
  for (const row of rows) {
    const p = scoresOf(row, { weights, subjects });
    for (let s = 0; s < subjects; s += 1) {
      // Each subject against all others, by itself; what is told apart well enough costs nothing.
      const sign = s === row.subject ? 1 : -1;
      const short = Math.max(0, 1 - sign * (p[s] ?? 0));
      total += row.counts * short * short;
      p[s] = -2 * sign * short;
    }
    if (p.every((one) => one === 0)) continue;
    for (let s = 0; s < subjects; s += 1)
      slope[bias + s] = (slope[bias + s] ?? 0) + row.counts * (p[s] ?? 0);
    for (let i = 0; i < row.at.length; i += 1) {
      const from = (row.at[i] ?? 0) * subjects;
      const value = row.counts * (row.value[i] ?? 0);
      for (let s = 0; s < subjects; s += 1)
        slope[from + s] = (slope[from + s] ?? 0) + value * (p[s] ?? 0);
    }
  }
  return total;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function add(to: Float64Array, factor: number, what: Float64Array): void {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] ?? 0) + factor * (what[i] ?? 0);
}

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curve: number;
}

/** The direction that the last steps' curvature suggests. */
function direction(slope: Float64Array, steps: readonly Step[]): Float64Array {
  const way = slope.map((one) => -one);
  const alphas: number[] = [];
  for (const step of [...steps].reverse()) {
    const alpha = dot(step.moved, way) / step.curve;
    alphas.push(alpha);
    add(way, -alpha, step.turned);
  }
  const last = steps.at(-1);
  const size =
    last === undefined
      ? 1 / Math.sqrt(dot(slope, slope))
      : last.curve / dot(last.turned, last.turned);
  for (let i = 0; i < way.length; i += 1) way[i] = (way[i] ?? 0) * size;
  for (const step of steps) {
    const alpha = alphas.pop() ?? 0;
    add(way, alpha - dot(step.turned, way) / step.curve, step.moved);
  }
  return way;
}

const REMEMBERED = 8;
const CLOSE = 1e-4;

/** Weights for `rows`; more `strictness` keeps them smaller. At most `most` steps. */
export function learn(
  rows: readonly Row[],
  {
    entries,
    subjects,
    strictness,
    from = new Float64Array((entries + 1) * subjects),
    most = 200,
  }: {
    readonly entries: number;
    readonly subjects: number;
    readonly strictness: number;
    /** Where to begin: near the end it is sooner there. */
    readonly from?: Float64Array | undefined;
    readonly most?: number;
  },
): Model {
  const options = { subjects, strictness };
  let weights = from.slice();
  let slope = new Float64Array(weights.length);
  let now = loss(rows, weights, slope, options);
  let steps: Step[] = [];
  for (let round = 0; round < most; round += 1) {
    const way = direction(slope, steps);
    const fall = dot(way, slope);
    let reach = 1;
    for (;;) {
      const moved = way.map((one) => one * reach);
      const next = weights.slice();
      add(next, 1, moved);
      const nextSlope = new Float64Array(weights.length);
      const then = loss(rows, next, nextSlope, options);
      if (then <= now + 1e-4 * reach * fall || reach < 1e-10) {
        const turned = nextSlope.slice();
        add(turned, -1, slope);
        const curve = dot(moved, turned);
        if (curve > 1e-12) steps = [...steps.slice(1 - REMEMBERED), { moved, turned, curve }];
        const gained = now - then;
        [weights, slope, now] = [next, nextSlope, then];
        if (gained < CLOSE * Math.abs(now) * 0.1) return { subjects, weights };
        break;
      }
      reach /= 2;
    }
  }
  return { subjects, weights };
}
