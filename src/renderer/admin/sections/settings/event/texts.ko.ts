import { count } from '../../../language/korean.ts';
import type { EventSettingsTexts } from './texts.en.ts';

export const ko: EventSettingsTexts = {
  heading: '행사',
  name: '행사 이름',
  width: '행운 번호 자릿수',
  widthHint: (example) => `42번 표시: ${example}`,
  spin: '회전 시간',
  spinHint: (most) => `무작위 값 마감부터 결과까지의 초, 0에서 ${most}`,
  capacity: '최대 참가 인원',
  capacityHint: (now) => `지금 ${count(now)}명. 다 차면 더 참가할 수 없어요`,
  reserves: '추첨당 예비 번호',
  reservesHint: '불참한 당첨자 대신 당첨돼요. 추첨 대상이 적으면 줄어들어요',
  wifi: '프로젝터에 보여 줄 Wi-Fi',
  wifiHint: '이름과 비밀번호를 넣으면 휴대폰을 Wi-Fi에 연결하는 코드가 프로젝터에 나와요.',
  ssid: 'Wi-Fi 이름',
  wifiPassword: 'Wi-Fi 비밀번호',
  wifiPublic: '행사장의 모두에게 보여요',
  save: '설정 저장',
  undo: '변경 내용 버리기',
  spinLimits: (most) => `0초에서 ${most}초 사이로 입력해 주세요.`,
  registration: {
    heading: '참가 접수',
    open: '열림: 새 휴대폰이 번호를 받아요',
    closed: '닫힘: 이미 참가한 휴대폰만 들어와요',
    openAction: '접수 열기',
    closeAction: '접수 닫기',
  },
  reset: {
    heading: '초기화',
    lead: '리허설을 마친 뒤처럼 처음부터 다시 시작할 때 써요. 먼저 모든 내용의 사본을 호스트에 남겨요.',
    open: '초기화…',
    title: '처음부터 다시 할까요?',
    draws: '결과만',
    drawsBody: (draws, drawn) =>
      `추첨 ${count(draws)}번과 당첨 ${count(drawn)}명, 수령 코드를 삭제해요. 모든 경품을 다시 추첨할 수 있어요. 당첨된 휴대폰은 다시 대기 화면이 돼요.`,
    drawsKeep: (participants) => `참가자 ${count(participants)}명의 번호, 경품, 설정은 그대로 둬요.`,
    all: '결과와 참가자',
    allBody: (draws, drawn, participants) =>
      `추첨 ${count(draws)}번과 당첨 ${count(drawn)}명, 참가자 ${count(participants)}명을 모두 삭제해요. 접속해 있는 휴대폰은 다시 참가해서 1번부터 새 번호를 받아요.`,
    allKeep: '경품과 설정은 그대로 둬요.',
    copy: '먼저 사본을 호스트에 남겨요. 다음 추첨 전까지 여기에서 되돌릴 수 있어요.',
    undoLead: '마지막 초기화로 삭제한 것을 되살려요. 그 뒤에 추첨하지 않았을 때만 할 수 있어요.',
    undoOpen: '마지막 초기화 되돌리기…',
    undoTitle: '마지막 초기화를 되돌릴까요?',
    undoBody:
      '추첨과 당첨자, 수령 코드가 되살아나요. 참가자도 초기화했다면 휴대폰은 전에 받은 번호로 돌아가고, 그 뒤에 참가한 사람은 다시 참가해요.',
    undoConfirm: '초기화 되돌리기',
    undone: (draws, participants) =>
      `되살렸어요: 추첨 ${count(draws)}번${participants > 0 ? `, 참가자 ${count(participants)}명` : ''}.`,
    typeName: (name) => `확인을 위해 행사 이름을 입력해 주세요: ${name}`,
    confirmDraws: '결과 삭제',
    confirmAll: '결과와 참가자 삭제',
    resetting: '삭제하는 중…',
    done: (draws, participants) =>
      `삭제했어요: 추첨 ${count(draws)}번${participants > 0 ? `, 참가자 ${count(participants)}명` : ''}.`,
    backup: (file) => `호스트에 사본이 있어요: ${file}`,
    busy: '추첨이 진행 중이에요. 결과가 나올 때까지 기다려 주세요.',
  },
};
