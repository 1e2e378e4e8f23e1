import type { PlainFacts } from '../experts/expertNumbers.ts';
import type { ChecksTexts } from './texts.en.ts';

const n = (count: number): string => count.toLocaleString('ko');

const mixedIn = (facts: PlainFacts): string => {
  const parts = [
    ...(facts.phones > 0 ? ['휴대폰들이 보낸 무작위 값'] : []),
    ...(facts.spoken === null ? [] : [`객석에서 외친 단어(‘${facts.spoken}’)`]),
    ...(facts.beacon ? ['공개 난수 비콘'] : []),
  ];
  if (parts.length === 0) {
    return facts.asksPhones
      ? '휴대폰의 무작위 값만 섞기로 공지했는데, 보탠 휴대폰이 없었어요.'
      : '무작위 값을 더 섞겠다고 공지하지 않았고, 실제로도 섞지 않았어요.';
  }
  return `공지한 것만 그대로 섞였어요: ${parts.join(', ')}.`;
};

export const ko: ChecksTexts = {
  title: '확인 결과',
  passed: '통과',
  failed: '실패',
  skipped: '확인 안 함',
  pending: '대기',
  running: '확인 중',
  skippedWhy: '앞선 확인이 실패해서 확인하지 않았어요.',
  byName: {
    version: {
      title: '증명 자체',
      passed: () => '다시 추첨하는 데 필요한 것이 모두 있어요.',
      failed: '증명에 빠졌거나 잘못된 부분이 있어요.',
    },
    seal: {
      title: '봉인한 비밀 값',
      passed: () => '공개된 비밀 값은 봉인이 정해 둔 바로 그 값이에요. 바꿔치기할 수 없어요.',
      failed: '공개된 비밀 값이 봉인이 정해 둔 값이 아니에요.',
    },
    entries: {
      title: '추첨 대상 명단',
      passed: ({ entries }) => `공지한 뒤에 더해지거나 빠진 사람이 없어요: ${n(entries)}명.`,
      failed: '공지한 뒤에 누군가 더해지거나 빠지거나 바뀌었어요.',
    },
    room: {
      title: '휴대폰들의 무작위 값',
      passed: ({ asksPhones, phones }) => {
        if (!asksPhones) return '이 추첨은 휴대폰의 무작위 값을 쓰지 않았어요.';
        return phones === 0
          ? '무작위 값을 보낸 휴대폰이 없었어요.'
          : `휴대폰 ${n(phones)}대가 미리 약속한 무작위 값을 그대로 보탰어요.`;
      },
      failed: '휴대폰들이 보낸 값이 바뀌었거나, 빠졌거나, 꾸며졌어요.',
    },
    entropy: {
      title: '섞은 값',
      passed: mixedIn,
      failed: '공지와 다른 값이 섞였어요.',
    },
    delay: {
      title: '지연 계산',
      passed: ({ delay }) =>
        delay === 0
          ? '바로 결정된 추첨이에요. 무작위 값과 결과 사이에 계산이 없었어요.'
          : `무작위 값과 결과 사이에 ${delay.toLocaleString('ko')}단계의 계산이 있었고, 빠짐없이 이루어졌어요.`,
      failed: '무작위 값과 결과 사이의 계산이 공지대로 이루어지지 않았어요.',
    },
    winners: {
      title: '당첨 번호',
      passed: ({ winners }) => `이 기기에서 다시 추첨해도 결과가 같아요: 당첨 ${n(winners)}명.`,
      failed: '이 기기에서 다시 추첨하면 다른 번호가 당첨돼요.',
    },
    reserves: {
      title: '예비 번호',
      passed: ({ reserves }) =>
        reserves === 0 ? '예비 번호는 추첨하지 않았어요.' : `예비 번호 ${n(reserves)}개도 순서까지 같아요.`,
      failed: '이 기기에서 다시 추첨하면 다른 예비 번호가 나와요.',
    },
    announcement: {
      title: '저장해 둔 공지',
      passed: () => '추첨 전에 저장해 둔 공지와 같아요.',
      failed: '추첨 전에 저장해 둔 공지와 달라요.',
    },
    close: {
      title: '저장해 둔 마감',
      passed: () => '섞인 값이 결과 전에 마감된 값과 같아요.',
      failed: '섞인 값이 결과 전에 마감된 값과 달라요.',
    },
  },
};
