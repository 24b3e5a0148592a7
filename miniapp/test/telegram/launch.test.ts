// How the app was opened. Lives here: well-formed and hostile addresses. Must not: signatures.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLaunch, parseStart } from '../../src/telegram/launch.ts';
import { frameOrigin } from '../../src/telegram/telegram.ts';
import { fingerprintIn } from '../../src/views/root-check.tsx';

const FINGERPRINT = 'AAAAAAAAAAAAAAAAAAAAAA';
const user = encodeURIComponent(
  '{"id":7,"first_name":"Student","last_name":"1","allows_write_to_pm":true}',
);
const init = encodeURIComponent(`user=${user}&auth_date=1&hash=00`);

describe('launch parameters', () => {
  it('reads what Telegram gives', () => {
    const theme = encodeURIComponent('{"bg_color":"#ffffff","text_color":"red"}');
    const launch = parseLaunch({
      hash: `#tgWebAppData=${init}&tgWebAppVersion=9.1&tgWebAppPlatform=ios&tgWebAppThemeParams=${theme}`,
      query: '?go=record',
    });
    expect(launch).toMatchObject({ userId: '7', userName: 'Student 1', mayWrite: true });
    expect(launch).toMatchObject({ door: 'record', version: '9.1', platform: 'ios' });
    expect(launch.theme).toEqual({ bg_color: '#ffffff' });
  });

  it('takes the start parameter from Telegram before the one in the query', () => {
    const launch = parseLaunch({
      hash: `#tgWebAppStartParam=r_${FINGERPRINT}`,
      query: `?p=r_${'B'.repeat(22)}`,
    });
    expect(launch.start).toEqual({ kind: 'poster', fingerprint: FINGERPRINT });
  });

  it('does not take a fingerprint from our own address: the server wrote that', () => {
    expect(parseLaunch({ hash: '', query: `?p=r_${FINGERPRINT}` }).start).toEqual({ kind: 'none' });
    const invited = parseLaunch({ hash: '', query: `?p=i_${FINGERPRINT}` });
    expect(invited.start).toEqual({ kind: 'invite', token: FINGERPRINT });
  });

  it('treats a tampered start parameter as none', () => {
    for (const bad of ['r_short', `x_${FINGERPRINT}`, `r_${FINGERPRINT}A`, 'r_<script>', null]) {
      expect(parseStart(bad)).toEqual({ kind: 'none' });
    }
    expect(parseStart(`i_${FINGERPRINT}`)).toEqual({ kind: 'invite', token: FINGERPRINT });
  });

  it('never throws, whatever the address', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (hash, query) => {
        expect(['room', 'desk', 'record', 'withdraw']).toContain(parseLaunch({ hash, query }).door);
      }),
    );
  });

  it('finds the fingerprint in a scanned poster', () => {
    expect(fingerprintIn(`https://t.me/some_bot/room?startapp=r_${FINGERPRINT}`)).toBe(FINGERPRINT);
    expect(fingerprintIn(`r_${FINGERPRINT}`)).toBe(FINGERPRINT);
    expect(fingerprintIn('https://example.org/')).toBeNull();
  });

  it('names the framing page, or nobody', () => {
    const ancestors = ['https://web.telegram.org'];
    expect(frameOrigin({ referrer: '', ancestors })).toBe('https://web.telegram.org');
    expect(frameOrigin({ referrer: 'https://web.telegram.org/a/', ancestors: [] })).toBe(
      'https://web.telegram.org',
    );
    expect(frameOrigin({ referrer: '', ancestors: [] })).toBeNull();
  });
});
