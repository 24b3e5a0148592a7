// Writing a message. Lives here: the box that grows, its bounds, Send. Must not: send by itself, or lose
// what was typed: the draft is the caller's signal.
import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { LONGEST_TEXT } from '../crypto/message.ts';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';

export interface ComposerProps {
  readonly draft: Signal<string>;
  /** True when the text was taken; it stays in the box otherwise. */
  readonly onSend: (text: string) => Promise<boolean>;
}

export function Composer({ draft, onSend }: ComposerProps) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft.value;
  const over = [...text.trim()].length - LONGEST_TEXT;
  const ready = text.trim() !== '' && over <= 0;
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text]);
  const send = async (): Promise<void> => {
    const written = text.trim();
    if (!ready) return;
    // Emptied first: a second tap must not send it twice.
    draft.value = '';
    telegram.haptic('light');
    box.current?.focus();
    if (await onSend(written)) return;
    // Nothing of it was sent: it stands there again, before what was typed since.
    draft.value = [written, draft.peek()].filter((one) => one.trim() !== '').join('\n');
  };
  return (
    <div class="composer">
      {over > 0 && (
        <div class="composer-inner field-fault" role="alert" data-testid="message-too-long">
          {say('room-too-long', { over })}
        </div>
      )}
      <div class="composer-inner">
        <textarea
          ref={box}
          class="input"
          rows={1}
          dir="auto"
          data-testid="message-box"
          aria-label={say('room-label')}
          placeholder={say('room-placeholder')}
          value={text}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            const plain = !event.shiftKey && !event.isComposing;
            // Enter sends where there is a real keyboard; a phone's Enter makes a new line.
            if (event.key === 'Enter' && plain && window.matchMedia('(pointer: fine)').matches) {
              event.preventDefault();
              void send();
            }
          }}
        />
        <Button testId="send-message" kind="primary" disabled={!ready} onPress={() => void send()}>
          {say('room-send')}
        </Button>
      </div>
    </div>
  );
}
