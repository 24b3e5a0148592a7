// The words of going on with somebody else and of telling who one is. Lives here: giving them to what is
// inside. Must not: be imported otherwise than lazily.
import dispute from '../../../policy/locales/en/dispute.ftl?raw';
import handover from '../../../policy/locales/en/handover.ftl?raw';
import { wordsOf } from '../components/context.ts';

export const WithHandoverWords = wordsOf(handover, dispute);
