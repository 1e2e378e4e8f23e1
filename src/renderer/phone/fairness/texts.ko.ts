import type { MissingDraw } from './missingDraws.ts';
import type { FairnessTexts } from './texts.en.ts';

const MAX_NAMED = 3;

const missingDraw = ({ draw, said }: MissingDraw): string => {
  if (said === 'abandoned') return `${draw}차 추첨은 공지된 뒤 취소됐다고 해요.`;
  if (said === 'erased') return `${draw}차 추첨은 삭제됐다고 해요.`;
  return `${draw}차 추첨이 빠져 있는데, 주최 측 컴퓨터가 이유를 알려 주지 않아요.`;
};

export const ko: FairnessTexts = {
  announced: '추첨이 공지됐어요. 큰 화면에도 똑같이 나와요:',
  closed: '무작위 값 마감: 이제 누구도 당첨자를 알 수도, 바꿀 수도 없어요',
  decided: '무작위 값 마감: 이제 누구도 당첨자를 바꿀 수 없어요',
  adding: '내 휴대폰이 무작위 값을 보태고 있어요…',
  added: '내 휴대폰이 무작위 값을 보탰어요',
  refused: '내 휴대폰의 무작위 값이 늦게 도착했어요',
  checking: '휴대폰이 이번 추첨을 확인하고 있어요…',
  waiting: '아직 확인하지 못했어요. 주최 측 컴퓨터가 응답하지 않아 다시 시도하고 있어요.',
  unsure: '모두 확인하지는 못했어요',
  late: '이 추첨이 공지된 뒤에 참가하셨어요. 다음 추첨부터 휴대폰이 확인해요.',
  fair: (entries, phones) =>
    `내 휴대폰에서 확인: 공정해요 · 참가 ${entries}명` +
    (phones === null ? '' : `, 휴대폰 ${phones}대가 무작위 값을 보탰어요`),
  ofDraw: (draw, prize) => `${draw}차 추첨 · ${prize}`,
  details: '자세히',
  failed: '휴대폰의 확인을 통과하지 못했어요',
  failedPrize: (prize) => `${prize} 추첨에서:`,
  showIt: '이 화면을 닫지 말고 믿을 만한 분께 보여 주세요. 그리고 주최 측에 이 추첨의 증명을 요청해 주세요.',
  title: '공정했나요?',
  close: '닫기',
  compare: '공지의 지문이에요. 추첨 전에 큰 화면에도 똑같이 나왔어요.',
  everything: '전부 확인하기',
  everythingHint: '추첨 대상 번호를 모두 불러와 당첨 번호를 휴대폰에서 다시 계산해요.',
  ok: '통과',
  bad: '실패',
  open: '비교하지 않음',
  unsureMark: '확인하지 못함',
  checks: {
    announcement: ['공지된 내용이 그대로예요.', '공지된 내용이 지문과 맞지 않아요.', ''],
    seen_before: [
      '추첨 전에 내 휴대폰이 본 공지와 같아요.',
      '추첨 전에 내 휴대폰이 본 공지와 달라요.',
      '내 휴대폰은 추첨 전에 이 공지를 보지 못했어요.',
    ],
    number: ['빠지거나 두 번 공지된 추첨이 없어요.', '같은 추첨이 두 번 공지됐어요. 다시 추첨하려 했을 수 있어요.', ''],
    seal: [
      '봉인이 참가할 때 본 것과 같아요.',
      '봉인이 참가할 때 본 것과 달라요.',
      '휴대폰이 꺼져 있는 동안 새 봉인이 시작됐어요.',
    ],
    reveal: ['공개된 비밀 값이 봉인된 그 값이에요.', '공개된 비밀 값이 봉인된 값과 달라요.', ''],
    entry: ['내 번호가 들어 있었어요.', '내 번호가 제대로 들어 있지 않았어요.', ''],
    commitment: [
      '내 항목에 내 휴대폰의 약속이 들어 있어요.',
      '내 항목의 약속이 내 휴대폰의 것이 아니에요.',
      '내 휴대폰에 남아 있는 약속이 없어요.',
    ],
    entropy: ['공지한 대로 무작위 값을 섞었어요.', '섞인 무작위 값이 공지한 것과 달라요.', ''],
    room: ['충분한 수의 휴대폰이 무작위 값을 보탰어요.', '', ''],
    close: [
      '무작위 값이 제때 마감됐고, 그 뒤로 바뀐 것이 없어요.',
      '섞인 무작위 값이 내 휴대폰이 본 마감과 달라요.',
      '',
    ],
    delay: [
      '지연 계산을 빠짐없이 거쳤어요. 마감 전에는 누구도 결과를 알 수 없었어요.',
      '지연 계산을 제대로 거치지 않았어요. 결과를 미리 알 수 있었을지 몰라요.',
      '',
    ],
    contribution: ['내 휴대폰의 무작위 값이 반영됐어요.', '내 휴대폰의 무작위 값을 받아 놓고 빼 버렸어요.', ''],
  },
  notes: {
    rests: () => '위의 실패 때문에 확인할 수 없었어요.',
    not_here: () => '접속한 휴대폰만 참가한 추첨이에요. 이 휴대폰은 접속하지 않았다고 하는데, 확인할 수 없어요.',
    left_out: () => '내 번호가 이번 추첨에서 빠졌어요.',
    won_before: () => '이미 당첨된 번호라 이번 추첨에는 없었어요.',
    just_joined: () => '이 추첨이 공지되는 순간에 참가하셨어요. 다음 추첨부터 들어가요.',
    missing: ({ missing }) => {
      const named = missing.slice(0, MAX_NAMED).map(missingDraw).join(' ');
      const more = missing.length - MAX_NAMED;
      return more > 0 ? `${named} 그 밖에 ${more}개가 더 빠져 있어요.` : named;
    },
    no_entropy: () =>
      '밖에서 섞인 무작위 값이 없어요. 주최 측 컴퓨터를 다루는 사람은 결과를 미리 알 수 있었을지 몰라요.',
    beacon_known: () => '내 휴대폰 시계로는 공지할 때 이미 공개 난수 비콘의 값이 나와 있었어요.',
    few_phones: ({ phones, entries }) =>
      `참가 ${entries}명 가운데 휴대폰 ${phones}대만 무작위 값을 보탰어요. 이렇게 적으면 누군가에게 유리하게 고르기 쉬워요.`,
    not_closed_before: () => '마감될 때 휴대폰이 연결되어 있지 않아, 결과가 나오기 전에 마감을 보지 못했어요.',
    away_at_close: () => '마감될 때 휴대폰이 꺼져 있었거나 연결이 끊겨, 제때 마감됐는지 알 수 없어요.',
    late_close: (facts) =>
      `마감이 ${facts.seconds}초 늦었어요. 그 사이에 누군가 결과를 먼저 계산하기 시작했을지 몰라요.`,
    late_words: (facts) =>
      `외친 단어를 기다리느라 휴대폰 차례가 끝나고 ${facts.seconds}초 뒤에 마감됐어요. 그동안 단어를 골라 넣을 시간이 있었어요.`,
    too_late: () => '내 휴대폰의 무작위 값은 늦게 도착해 반영되지 않았어요.',
    not_asked: () => '내 휴대폰은 이번 추첨에 무작위 값을 보태지 않았어요.',
    foreign: () => '내 휴대폰이 보내지 않은 무작위 값이 내 이름으로 반영됐어요.',
    not_taken: () => '내 휴대폰이 제때 보낸 무작위 값이 반영되지 않았어요.',
    at_once: () => '지연 없이 바로 결정된 추첨이에요. 결과를 미리 알지 못했다는 것을 보일 방법이 없어요.',
    not_told: () => '지연 계산의 결과를 알려 주지 않아요.',
  },
  numbers: {
    draw: '추첨',
    drawOf: (draw, epoch) => (epoch === 1 ? `${draw}차` : `${draw}차, 봉인 ${epoch}`),
    prize: '경품',
    winners: '당첨 번호',
    entries: '추첨 대상',
    place: '그중 내 자리',
    room: '무작위 값을 보탠 휴대폰',
    spoken: '객석에서 외친 단어',
    beacon: (round) => `공개 난수 비콘 ${round}회차`,
    own: '내 휴대폰의 무작위 값',
    step: (step, steps) => `${steps}단계 중 ${step}단계`,
    delay: '지연 계산',
    steps: (steps) => `차례로 ${steps.toLocaleString('ko')}단계`,
    close: '마감 (SHA-256)',
    announcement: '공지 (SHA-256)',
    root: '추첨 대상 명단의 루트',
    seal: '봉인',
    reveal: '공개된 비밀 값',
  },
};
