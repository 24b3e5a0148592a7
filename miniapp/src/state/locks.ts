// One tab at a time. Lives here: a Web Lock per case. Must not: know what is done under it.

/** Runs `work` while no other tab of this device does anything under the same name. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** One after another within this page: for clients without Web Locks, which have one page anyway. */
export function pageLock(): Lock {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}

/** Across tabs where the browser can, within the page otherwise. */
export function deviceLock(): Lock {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) return pageLock();
  return (name, work) =>
    navigator.locks.request(`peerlink ${name}`, work) as ReturnType<typeof work>;
}
