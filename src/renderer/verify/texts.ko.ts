import { ko as absent } from './absent/texts.ko.ts';
import { ko as checks } from './checks/texts.ko.ts';
import { ko as experts } from './experts/texts.ko.ts';
import { ko as own } from './own/texts.ko.ts';
import type { Texts } from './texts.en.ts';

const n = (count: number): string => count.toLocaleString('ko');

export const ko: Texts = {
  absent,
  back: '내 번호로 돌아가기',
  pageTitle: '추첨은 공정했을까요?',
  title: (event) => `추첨 확인 · ${event}`,
  lead: '추첨을 고르면 이 페이지가 지금 이 기기에서 다시 추첨해 보고, 모든 단계를 확인해요.',
  how: [
    '아무도 참가하기 전에 주최 측 컴퓨터가 비밀 값을 봉인해요.',
    '추첨마다 누가 참가하는지 먼저 공지하고, 그 뒤에야 행사장의 휴대폰들이 저마다 무작위 값을 보태요.',
    '그다음 모두 마감하고, 시간이 걸리는 계산을 시작해요. 끝날 때까지는 누구도 당첨자를 몰라요.',
    '당첨자는 오직 이것들로만 정해져요. 누가 다시 추첨해도 같은 번호가 나와야 해요.',
  ],
  howTitle: '확인 방법',
  draws: '추첨 목록',
  drawsOf: (event) => `${event} 추첨 목록`,
  loadingDraws: '추첨을 찾고 있어요…',
  noDraws: '아직 추첨한 적이 없어요. 당첨자가 발표되면 여기에 나타나요.',
  noDrawsOffline: '주최 측 컴퓨터가 응답하지 않아요. 가지고 계신 증명 파일은 지금도 확인할 수 있어요.',
  tryAgain: '다시 시도',
  draw: (draw) => `${n(draw)}차 추첨`,
  drawInChain: (draw, epoch) => `${n(draw)}차 추첨, 봉인 ${n(epoch)}`,
  drawNumber: (draw, epoch) => (epoch > 1 ? `${n(draw)}차 추첨, 봉인 ${n(epoch)}` : `${n(draw)}차 추첨`),
  drawNumbers: (first, last, epoch) => `${n(first)}~${n(last)}차 추첨${epoch > 1 ? `, 봉인 ${n(epoch)}` : ''}`,
  incidents: {
    started: (draw, times) =>
      `${draw === 0 ? '첫 추첨 전에' : `${n(draw)}차 추첨 공지 뒤에`} 주최 측 컴퓨터를 켰어요${times > 1 ? ` (${n(times)}번)` : ''}.`,
    asked_again: (number, times) =>
      `${number}: 주최 측 컴퓨터가 꺼졌다 켜져서 휴대폰에 다시 요청했어요${times > 1 ? ` (${n(times)}번)` : ''}.`,
    abandoned: (number) => `${number}: 공지했지만 취소했어요. 당첨자는 없어요.`,
    erased: (number) => `${number}: 초기화로 삭제됐어요.`,
  },
  unknownWhen: '언제인지는 알 수 없어요.',
  olderDraws: '이전 추첨 더 보기',
  entries: (count) => `참가 ${n(count)}명`,
  won: (count) => `당첨 ${n(count)}명`,
  withoutProof: '이 프로그램의 이전 버전에서 추첨해 증명이 없는 결과예요.',
  brokenProof: '이 증명은 읽을 수 없어요.',
  leftOut: '너무 커서 이 페이지에 넣지 못한 증명이에요. ‘proofs’ 폴더에서 골라 주세요:',
  fileTitle: '증명 파일이 있으신가요?',
  fileHint: '여기서 고르거나 이 페이지 아무 곳에나 끌어다 놓으세요. 파일은 이 기기를 떠나지 않아요.',
  chooseFile: '파일 고르기',
  dropHere: '여기에 놓으세요',
  moment: (iso) => new Date(iso).toLocaleString('ko', { dateStyle: 'medium', timeStyle: 'medium' }),
  reading: '증명을 가져오고 있어요…',
  checking: (title) => `확인 중: ${title}…`,
  progress: '확인 진행 상황',
  fair: '공정해요: 모든 확인을 통과했어요',
  fairMeans: '이 기기가 직접 다시 추첨했고, 결과가 같았어요.',
  atOnce: '계산은 맞지만, 바로 결정된 추첨이에요',
  atOnceMeans:
    '모든 확인을 통과했어요. 다만 비밀 값과 결과 사이에 아무것도 없어서, 아무도 미리 몰랐다는 것은 어떤 증명으로도 보일 수 없어요.',
  delayTitle: '릴은 왜 그렇게 오래 도나요?',
  delay: [
    '마지막 휴대폰이 무작위 값을 보태면 모두 마감돼요. 그때부터는 누구도 더하거나 빼거나 취소할 수 없어요.',
    '컴퓨터는 그제야 당첨자를 계산하기 시작해요. 앞의 결과가 있어야 다음을 할 수 있는 계산이 길게 이어져서, 천 대로 나눠도 한 대보다 빠르지 않아요.',
    '릴이 도는 동안에는 컴퓨터조차 당첨자를 몰라요. 거꾸로 확인하는 것은 수백 배 빨라서, 이 기기가 전체를 잠깐 사이에 확인했어요.',
  ],
  notFair: (part) => `공정하지 않아요: ${part}`,
  notFairMeans: '이 결과를 믿지 마세요. 증명 파일을 보관하고, 이 화면을 주최 측에 보여 주세요.',
  failedParts: {
    version: '증명이 온전하지 않아요',
    seal: '봉인한 비밀 값이 바뀌었어요',
    entries: '추첨 대상 명단이 바뀌었어요',
    room: '휴대폰들의 무작위 값이 바뀌었어요',
    entropy: '공지와 다른 값이 섞였어요',
    delay: '지연 계산이 이루어지지 않았어요',
    winners: '당첨 번호가 맞지 않아요',
    reserves: '예비 번호가 맞지 않아요',
    announcement: '공지가 바뀌었어요',
    close: '마감이 바뀌었어요',
    own_announcement: '내 휴대폰이 본 공지와 달라요',
    own_seal: '내 휴대폰이 본 봉인과 달라요',
    own_close: '내 휴대폰이 본 마감과 달라요',
  },
  took: (ms) =>
    `이 기기에서 ${ms < 1_000 ? `${Math.max(1, Math.round(ms))}밀리초` : `${(ms / 1_000).toFixed(1)}초`} 만에 확인했어요.`,
  winners: '당첨 번호',
  reserves: '예비 번호(순서대로)',
  claimedWinners: '이 증명이 주장하는 당첨 번호',
  claimedReserves: '이 증명이 주장하는 예비 번호',
  more: (count) => `그 밖에 ${n(count)}개`,
  markLabel: '공지의 지문',
  markHint: '추첨 전에 큰 화면에 나온 지문과 같은가요?',
  download: '증명 내려받기',
  print: '인쇄',
  unreadableTitle: '확인할 수 없어요',
  faults: {
    empty: '파일이 비어 있어요.',
    too_large: '증명이라기에는 파일이 너무 커요. 아무것도 읽지 않았어요.',
    not_text: '증명이 아니라 사진 같은 다른 종류의 파일이에요.',
    cut_off: '파일의 끝부분이 없어요. 저장하거나 보내다가 잘린 것 같으니 다시 받아 주세요.',
    not_json: '증명이 아니에요. 증명 파일은 이름이 .json으로 끝나요.',
    other_version: '이 페이지가 아는 것과 다른 버전의 증명이에요. 증명과 함께 온 확인 페이지를 써 주세요.',
    announcement: '증명이 아니라 공지예요. 증명은 당첨자가 발표된 뒤에 나와요.',
    wrong_file: '추첨 증명이 아닌 다른 파일이에요.',
    unreadable: '파일을 읽을 수 없어요. 옮겨졌거나 폴더가 아닌가요?',
  },
  unreachableTitle: '증명을 가져오지 못했어요',
  unreachable: (code) => {
    if (code === 'offline') return '주최 측 컴퓨터가 응답하지 않아요. 행사장 Wi-Fi에 연결한 채 다시 시도해 주세요.';
    if (code === 'draw_not_found') return '없는 추첨이거나, 아직 당첨자가 발표되지 않았어요.';
    return '주최 측 컴퓨터가 응답하지 못했어요. 잠시 뒤에 다시 시도해 주세요.';
  },
  checks,
  own,
  experts,
};
