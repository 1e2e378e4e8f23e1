import type { EntranceTexts } from './texts.en.ts';

export const ko: EntranceTexts = {
  connecting: '호스트에 연결하고 있어요…',
  connectingLong: {
    title: '호스트가 응답하지 않아요',
    body: '결과는 모두 호스트에 저장되어 있으니 안심하세요. 프로그램이 켜져 있는지, 이 기기가 같은 네트워크에 있는지 확인해 주세요. 이 화면은 저절로 다시 연결돼요.',
  },
  busyHost: '지금 호스트에 접속이 너무 많아요. 이 화면이 알아서 다시 시도해요.',
  stoppingHost: '호스트가 종료되는 중이에요. 다시 켜지면 저절로 연결돼요.',
  offline:
    '호스트가 응답하지 않아요. 프로그램이 켜져 있는지, 이 기기가 같은 네트워크에 있는지 확인하고 다시 해 주세요.',
  logIn: {
    heading: '로그인',
    lead: '이 추첨의 운영 화면이에요.',
    password: '비밀번호',
    submit: '로그인',
    submitting: '로그인 중…',
    empty: '비밀번호를 입력해 주세요.',
    expired: '로그아웃되었어요. 다시 로그인하면 이어서 할 수 있어요. 추첨에는 영향이 없어요.',
    ticketInvalid:
      '이미 쓰였거나 기한이 지난 로그인 링크예요. 비밀번호로 로그인하거나 데스크톱 앱에서 다시 열어 주세요.',
    forgotten: '비밀번호를 잊으셨나요? 추첨을 실행하는 노트북의 데스크톱 앱에서 바꿀 수 있어요.',
  },
  setUp: {
    heading: '비밀번호 정하기',
    lead: '같은 Wi-Fi의 다른 사람이 운영 화면에 들어오지 못하게 지켜 줘요.',
    password: '새 비밀번호',
    again: '비밀번호 확인',
    submit: '비밀번호 정하고 계속하기',
    submitting: '저장 중…',
    toLogin: '로그인으로 가기',
  },
};
