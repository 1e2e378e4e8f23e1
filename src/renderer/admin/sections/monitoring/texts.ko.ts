import type { MonitoringTexts } from './texts.en.ts';

export const ko: MonitoringTexts = {
  title: '상태',
  lead: '호스트를 시작한 뒤의 상태예요. 프로그램은 /metrics에서 같은 수치를 볼 수 있어요.',
  good: '호스트가 바로 응답하고 있어요.',
  slow: '호스트가 바빠요. 누군가 요청을 쏟아붓고 있거나, 이 컴퓨터가 다른 일을 많이 하고 있어요.',
  running: '실행 시간',
  hours: (h, m) => `${h}시간 ${m}분`,
  delay: '응답 대기',
  delayValue: (median, p99) => `${median} ms, 최대 ${p99} ms`,
  commits: '디스크에 저장한 변경',
  commitsValue: (n, mean, slowest) => `${n}건, 평균 ${mean} ms, 최대 ${slowest} ms`,
  memory: '메모리',
  memoryValue: (used, free) => `${used} MB 사용, 컴퓨터 여유 ${free} MB`,
  requests: '응답한 요청',
  connections: '지금 연결',
  refusals: '거절(이유별)',
  dropped: '끊거나 들이지 않은 연결',
  none: '없음',
  refresh: '다시 보기',
};
