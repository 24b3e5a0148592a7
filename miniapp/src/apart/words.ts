// The words of going apart: somebody else, please; what the service cannot do; a pause. Lives here: giving
// them to what is inside. Must not: be imported otherwise than lazily.
import apart from '../../../policy/locales/en/apart.ftl?raw';
import { wordsOf } from '../components/context.ts';

export const WithApartWords = wordsOf(apart);
