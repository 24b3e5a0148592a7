// The public surface of the keys package. Lives here: re-exports. Must not: anything else.
export * from './bundle.ts';
export * from './keeping.ts';
