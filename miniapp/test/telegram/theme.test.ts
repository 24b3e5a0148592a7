// Telegram's colours as ours. Lives here: contrast. Must not: the look itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readable, variables } from '../../src/telegram/theme.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('themes', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('keeps a colour that reads well', () => {
    expect(readable('#000000', '#ffffff', 4.5)).toBe('#000000');
  });

  it('makes any theme readable', () => {
    const names = [
      'bg_color',
      'secondary_bg_color',
      'text_color',
      'hint_color',
      'link_color',
      'destructive_text_color',
    ];
    const buttons = ['button_color', 'button_text_color'];
    const theme = fc.record(Object.fromEntries([...names, ...buttons].map((key) => [key, colour])));
    fc.assert(
      fc.property(theme, (given) => {
        const found = variables(given as Record<string, string>);
        const of = (name: string): string => found.get(name) ?? '';
        for (const name of ['--text', '--hint', '--link', '--danger']) {
          for (const ground of ['--bg', '--surface', '--soft', '--own', '--warn']) {
            expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.49);
          }
        }
        expect(contrast(of('--on-accent'), of('--accent'))).toBeGreaterThanOrEqual(4.49);
      }),
    );
  });
});
