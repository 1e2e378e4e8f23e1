import type { DisplaySettingsTexts } from './texts.en.ts';

export const ko: DisplaySettingsTexts = {
  heading: '디스플레이',
  lead: '프로젝터 창은 이 컴퓨터의 디스플레이 한 곳에 전체 화면으로 나와요.',
  display: (label, width, height) => `${label || '디스플레이'} · ${width} × ${height}`,
  primary: '이 노트북의 주 디스플레이',
  projectorHere: '프로젝터가 여기 있어요',
  moveHere: '프로젝터를 여기로 옮기기',
  refresh: '새로 고침',
  failed: '프로젝터 창을 옮기지 못했어요. 추첨은 지금 화면에서 계속돼요.',
};
