// Saving something from this device. Lives here: a file offered, a text to the clipboard. Must not: send
// anything anywhere, or know what it is.

/** How long a file's address stays good, for a browser that asks where to put it. */
const GOOD_MS = 60_000;

/** Offers a file to be saved. Whether the app around the page lets it happen is not told. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), GOOD_MS);
}

/** False where there is no clipboard, or it refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
