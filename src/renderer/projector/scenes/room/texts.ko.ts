import type { RoomTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: RoomTexts = {
  room: (code) => `방 ${code}`,
  scan: 'QR 코드를 찍고 들어오세요',
  orOpen: '주소로 접속해도 돼요',
  code: '코드',
  locked: '방이 잠겼어요',
  here: () => '명 참가',
  ready: (n) => `${number.format(n)}명 준비 완료`,
  write: '글을 쓰고 ‘준비됐어요’를 눌러 주세요',
  numbered: (n) => `${n}번`,
  closesIn: '마감까지',
  seconds: (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`,
  voteNow: '휴대폰으로 투표하세요',
  voted: (voted, all) => `${number.format(all)}명 중 ${number.format(voted)}명 투표`,
  onBallot: (n) => `글 ${number.format(n)}개`,
  ballots: (n) => `${number.format(n)}명 투표`,
  votes: (n) => `${number.format(n)}표`,
  winner: '모두의 선택',
  tie: (n) => `${number.format(n)}개 글이 공동 1위`,
  tieDecided: '공동 1위는 공정한 추첨으로 가렸어요. /verify에서 확인할 수 있어요',
  noVotes: '아무도 투표하지 않았어요',
  more: (n) => `그 밖에 ${number.format(n)}개`,
  announceGathering: (room, code) => `${room}. 참가자가 모이고 있어요. 코드: ${[...code].join(' ')}.`,
  announceVoting: (room) => `${room}. 투표가 시작됐어요.`,
  announceWinner: (room, text) => `${room}. 모두의 선택: ${text}.`,
};
