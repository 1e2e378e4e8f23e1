import { PASSWORD_LENGTH } from '../../../contract/access/limits.ts';
import { useTexts } from '../language/useTexts.ts';
import type { NewPasswordFault } from './newPassword.ts';
import { controlTexts } from './texts.ts';

/** What a new password must be like, and a sentence for each fault, in the language of this screen. */
export const useNewPasswordWords = (): Readonly<Record<'hint' | NewPasswordFault, string>> => {
  const t = useTexts(controlTexts).newPassword;
  return {
    hint: t.hint(PASSWORD_LENGTH.min),
    tooShort: t.tooShort(PASSWORD_LENGTH.min),
    tooLong: t.tooLong(PASSWORD_LENGTH.max),
    different: t.different,
  };
};
