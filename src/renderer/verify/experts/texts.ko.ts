import type { ExpertTexts } from './texts.en.ts';

export const ko: ExpertTexts = {
  title: '전문가용 값',
  hint: '프로토콜 ld2. 해시는 16진수로 쓴 SHA-256이에요. 같은 프로토콜을 쓰는 프로그램이라면 모두 같은 값이 나와야 해요.',
  names: {
    version: '프로토콜',
    event: '행사',
    place: '에포크 / 추첨',
    announced_at: '공지 시각',
    rule: '참여 기준',
    seal: '봉인, chain[0]',
    reveal: '공개 값, chain[draw]',
    entries: '참여 수',
    root: '명단의 머클 루트',
    announcement_hash: 'announcement_hash',
    fingerprint: '그 첫 40비트',
    sources: '공지한 재료',
    contributions: '휴대폰이 보탠 값',
    spoken: '객석에서 외친 말',
    beacon: '비콘, 회차: 난수',
    entropy_hash: 'entropy_hash',
    delay: '지연(단계)',
    r: '추첨 키, r',
    winners: '당첨',
    reserves: '예비',
  },
};
