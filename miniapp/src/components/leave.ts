// Quick exit. Lives here: taking the text off the screen first, then leaving. Must not: wait for the
// network, ask anything, or lose what is kept on the device.
import type { Telegram } from '../telegram/telegram.ts';

/** The screen is empty by then. */
const AFTER_MS = 250;

/** Works offline. What was written stays kept for next time; what was sent is sent. */
export function leave(
  telegram: Pick<Telegram, 'close' | 'confirmClosing'>,
  page: Pick<Document, 'body' | 'title' | 'defaultView'> = document,
): void {
  page.body.replaceChildren();
  page.title = '';
  telegram.confirmClosing(false);
  telegram.close();
  // Where the client ignores the request, an empty page takes our place, not one in the history. A
  // client that frames us must first have read the request: a message from a page that is gone
  // has no sender it would recognise.
  const view = page.defaultView;
  view?.setTimeout(() => view.location.replace('about:blank'), AFTER_MS);
}
