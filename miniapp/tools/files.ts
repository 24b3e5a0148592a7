// What lies in a folder. Lives here: the walk. Must not: read or change anything.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a directory. */
export function files(directory: string): string[] {
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}
