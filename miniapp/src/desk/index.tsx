// The staff side's entry, loaded only when it is asked for. Lives here: the component Desk. Must not:
// anything of the student's side.

/** The desk of workers and holders. */
export function Desk() {
  return <p>This part is not built yet.</p>;
}
