import type { AbsencesTexts } from './texts.en.ts';

export const ko: AbsencesTexts = {
  title: '자리에 없던 당첨자',
  steppedIn: (absent, next) => `${absent}번이 자리에 없어 ${next}번이 대신 당첨됐어요.`,
  nobody: (absent) => `${absent}번이 자리에 없었고, 대신한 번호는 없어요.`,
  reason: (reason) => `‘${reason}’`,
  means: '예비 번호는 뽑힌 순서대로 당첨돼요. 그사이 다른 경품에 당첨된 번호는 건너뛰어요.',
};
