// Where the page starts. Lives here: building every object once and rendering. Must not: rules; each has
// its own file.
import { render } from 'preact';
import { httpCaller } from './api/http.ts';
import { PublicApi } from './api/public.ts';
import type { Notice, Policy, Service, Signposts } from './api/types.ts';
import { App } from './app.tsx';
import { SurroundingsContext } from './components/context.ts';
import { PlaceContext } from './components/crisis.tsx';
import { ChooseLanguage } from './components/language.tsx';
import { loadSignposts } from './components/signposts.tsx';
import { buildDoor } from './state/build.ts';
import { browserShelf, type Shelf } from './state/local.ts';
import { countryOn, inCountry, keepCountry, keepService, keptService } from './state/service.ts';
import { Source } from './state/source.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/views.css';
import { isForStaff, parseLaunch } from './telegram/launch.ts';
import { connectTelegram, frameOrigin, type Telegram, trustFrame } from './telegram/telegram.ts';
import { applyTheme } from './telegram/theme.ts';
import { NoService } from './views/no-service.tsx';
import { choose, chosenOn, nearest, whole, wordsFor } from './words/languages.ts';
import { withLimits } from './words/policy.ts';
import { english, type Words } from './words/words.ts';

const root = document.getElementById('app');

function meetFrame(service: Service): void {
  const ancestors = Array.from(window.location.ancestorOrigins ?? []);
  const frame = frameOrigin({ referrer: document.referrer, ancestors });
  trustFrame({ allowed: service.frame_origins, frame });
}

/** Draws it all in these words, and again in others when a language is chosen. */
async function show(parts: {
  telegram: Telegram;
  service: Service;
  notices: readonly Notice[];
  words: Words;
  policy: Source<Policy>;
  signposts: Source<Signposts>;
}): Promise<void> {
  if (root === null) return;
  const { telegram, service, notices, words: first, policy, signposts } = parts;
  const staff = isForStaff(telegram.launch);
  const door = staff ? null : await buildDoor({ telegram, service, notices });
  const shelf = browserShelf();
  let code = first.language;
  let around = { words: first, telegram, service, policy, signposts };
  const draw = (words: Words): void => {
    if (words.language !== code) return;
    turn(words);
    const country = countryOn(shelf);
    around = { ...around, words, service: inCountry(service, country) };
    render(
      <ChooseLanguage.Provider value={(chosen) => void change(chosen)}>
        <PlaceContext.Provider value={{ country, choose: move }}>
          <SurroundingsContext.Provider value={around}>
            <App door={door} notices={notices} />
          </SurroundingsContext.Provider>
        </PlaceContext.Provider>
      </ChooseLanguage.Provider>,
      root,
    );
  };
  const move = (country: string | null): void => {
    keepCountry(shelf, country);
    draw(around.words);
  };
  const change = async (chosen: string): Promise<void> => {
    choose(shelf, chosen);
    code = chosen;
    const words = await whole(await withLimits(await wordsFor(chosen), service.policy));
    // Where they could not be loaded they are English, and so is the page.
    code = code === chosen ? words.language : code;
    draw(words);
  };
  draw(staff ? await whole(first) : first);
  await door?.open();
  // The first screens have their words; the others' follow, all at once, whatever is opened.
  if (door !== null && first.language !== 'en') draw(await whole(first));
}

/** The whole page reads the way its language does. */
function turn(words: Words): void {
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.about.direction;
}

/** What was asked for by a link, chosen on this device, or is Telegram's; else the service's own. */
function wanted(telegram: Telegram, shelf: Shelf, service: Service): string {
  const { asked, language } = telegram.launch;
  const linked = nearest(asked);
  if (linked !== null) choose(shelf, linked);
  return linked ?? chosenOn(shelf) ?? nearest(language) ?? nearest(service.language) ?? 'en';
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
    const words = await wordsFor(wanted(telegram, shelf, service));
    const ready = await withLimits(words, service.policy);
    await show({ telegram, service, notices, words: ready, policy, signposts });
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
        service={service && inCountry(service, countryOn(shelf))}
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
