// Quick exit. Lives here: taking the text off the screen first, then leaving. Must not: wait for the
// network, ask anything, or lose what is kept on the device.
import type { Telegram } from '../telegram/telegram.ts';

/** Works offline. What was written stays kept for next time; what was sent is sent. */
export function leave(telegram: Telegram, page: Document = document): void {
  page.body.replaceChildren();
  page.title = '';
  telegram.confirmClosing(false);
  telegram.close();
  // Where the client ignores the request, an empty page stands in our place, not in the history.
  page.defaultView?.location.replace('about:blank');
}
