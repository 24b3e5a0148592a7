// The words of talking again and of a pause. Lives here: giving them to what is inside. Must not: be imported
// otherwise than lazily.
import again from '../../../policy/locales/en/again.ftl?raw';
import { wordsOf } from '../components/context.ts';

export const WithAgainWords = wordsOf(again);
