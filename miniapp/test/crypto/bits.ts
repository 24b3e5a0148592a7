// How many bits of what takes curve arithmetic are flipped (attack 15): all of them take
// JavaScript minutes. Lives here: the stride and its patience. Must not: a flip.
const every = process.env['EVERY_BIT'] === '1';

/** EVERY_BIT=1 (make soak) tries them all; otherwise each 41st: every bit position of a byte. */
export const CURVE_STRIDE = every ? 1 : 41;

/** How long one test may take, in milliseconds. */
export const PATIENCE = every ? 7_200_000 : 120_000;
