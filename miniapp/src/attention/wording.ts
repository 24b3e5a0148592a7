// The words of the hints. Lives here: putting them in front of the page's own. Must not: be imported
// otherwise than lazily.
import attention from '../../../policy/locales/en/attention.ftl?raw';
import { wordsOf } from '../components/context.ts';

export const WithWords = wordsOf(attention);
