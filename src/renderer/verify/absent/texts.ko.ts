import type { AbsencesTexts } from './texts.en.ts';

export const ko: AbsencesTexts = {
  title: '불참한 당첨자',
  steppedIn: (absent, next) => `${absent}번이 불참해 ${next}번이 대신 당첨됐어요.`,
  nobody: (absent) => `${absent}번이 불참했고, 대신 당첨된 번호는 없어요.`,
  reason: (reason) => `‘${reason}’`,
  means: '예비 번호는 추첨된 순서대로 당첨돼요. 그사이 다른 경품에 당첨된 번호는 건너뛰어요.',
};
