// Where the page starts. Lives here: building every object once and rendering. Must not: rules; each has
// its own file.
import { render } from 'preact';
import { httpCaller } from './api/http.ts';
import { PublicApi } from './api/public.ts';
import type { Notice, Policy, Service, Signposts } from './api/types.ts';
import { App } from './app.tsx';
import { SurroundingsContext } from './components/context.ts';
import { loadSignposts } from './components/signposts.tsx';
import { buildStudent } from './state/build.ts';
import { browserShelf } from './state/local.ts';
import { keepService, keptService } from './state/service.ts';
import { Source } from './state/source.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/views.css';
import { isForStaff, parseLaunch } from './telegram/launch.ts';
import { connectTelegram, frameOrigin, type Telegram, trustFrame } from './telegram/telegram.ts';
import { applyTheme } from './telegram/theme.ts';
import { NoService } from './views/no-service.tsx';
import { withLimits } from './words/policy.ts';
import { english, type Words, wordsFor } from './words/words.ts';

const root = document.getElementById('app');

function meetFrame(service: Service): void {
  const ancestors = Array.from(window.location.ancestorOrigins ?? []);
  const frame = frameOrigin({ referrer: document.referrer, ancestors });
  trustFrame({ allowed: service.frame_origins, frame });
}

async function show(parts: {
  telegram: Telegram;
  service: Service;
  notices: readonly Notice[];
  words: Words;
  policy: Source<Policy>;
  signposts: Source<Signposts>;
}): Promise<void> {
  if (root === null) return;
  const { telegram, service, notices, words, policy, signposts } = parts;
  const student = isForStaff(telegram.launch)
    ? null
    : await buildStudent({ telegram, service, notices });
  document.documentElement.lang = words.language;
  render(
    <SurroundingsContext.Provider value={{ words, telegram, service, policy, signposts }}>
      <App student={student} notices={notices} />
    </SurroundingsContext.Provider>,
    root,
  );
  await student?.start();
}

async function begin(telegram: Telegram): Promise<void> {
  if (root === null) return;
  const call = httpCaller();
  const api = new PublicApi(call);
  const shelf = browserShelf();
  const policy = new Source(() => api.policy());
  const signposts = new Source(async () => (await loadSignposts()).ask(call));
  try {
    const [service, notices] = await Promise.all([api.service(), api.notices()]);
    keepService(shelf, service);
    meetFrame(service);
    telegram.ready();
    const words = await withLimits(await wordsFor(service.language), service.policy);
    await show({ telegram, service, notices, words, policy, signposts });
  } catch {
    // Offline or down: whom to call is known from last time, and trying again is one tap.
    const service = keptService(shelf);
    if (service !== null) meetFrame(service);
    telegram.ready();
    const again = (): void => void begin(telegram);
    render(
      <NoService
        telegram={telegram}
        words={english()}
        service={service}
        policy={policy}
        signposts={signposts}
        onRetry={again}
      />,
      root,
    );
  }
}

const launch = parseLaunch({ hash: window.location.hash, query: window.location.search });
applyTheme(document.documentElement, launch.theme);
const telegram = connectTelegram(launch);
telegram.onTheme((theme) => applyTheme(document.documentElement, theme));
void begin(telegram);
