import { count } from '../language/korean.ts';
import type { FrameTexts } from './texts.en.ts';

export const ko: FrameTexts = {
  sections: '메뉴',
  skip: '본문으로 가기',
  drawn: (prize, numbers) => `${prize}: ${numbers} 당첨.`,
  dismissMessage: '이 알림 닫기',
  stage: {
    label: '진행 상태',
    idle: '준비됨',
    armed: '공지됨',
    spinning: '릴이 도는 중',
    stopping: '릴이 멈추는 중',
    winner: '결과 표시 중',
  },
  gauges: {
    participants: '참가자',
    phones: '연결된 휴대폰',
    projectors: '연결된 프로젝터',
    offline: '연결 안 됨',
    problem: (time) => `${time}에 생긴 문제`,
    noProjector: '연결된 프로젝터가 없어요',
    noLogin: (n) =>
      `프로젝터 ${count(n)}대가 로그인하지 않아 결과를 조금 늦게 보여 줘요. 그 화면에서 스페이스를 누르고 ‘추첨’ 메뉴의 일회용 코드를 입력해 주세요`,
  },
  problems: {
    timer_failed: () => '예약된 작업이 실패했어요. 행사는 계속돼요. 원인은 호스트의 출력에서 확인해 주세요.',
    disk_full: () => '호스트의 디스크가 가득 찼어요. 지금까지의 내용은 안전하니 공간을 비우고 다시 해 주세요.',
    store_failed: () => '호스트가 데이터를 저장하지 못했어요. 지금까지의 내용은 안전하니 디스크를 확인해 주세요.',
    log_broken: ({ record = 0 }) =>
      `기록이 ${record}번부터 손상됐어요. 다른 프로그램이 데이터를 바꿨어요. 행사는 계속할 수 있지만, 지금 상태의 데이터를 복사해 두세요.`,
    data_missing: () =>
      '데이터의 마지막 부분이 없어요. 예전 상태로 되돌렸거나 디스크에서 사라졌어요. 계속하기 전에 결과를 이미 발표한 내용과 비교해 주세요.',
    numbers_without_phones: ({ numbers = 0 }) =>
      `한 주소에서 휴대폰 없이 ${count(numbers)}번 참가했어요. 누군가 번호를 모으는 중일 수 있으니 ‘참가자’에서 확인해 주세요.`,
    secret_lost: ({ announced = 0 }) =>
      `다른 컴퓨터나 다른 사용자가 잠근 데이터라 추첨의 비밀 값을 읽을 수 없어요. 결과와 증명은 안전하고, 다음 추첨부터는 새 봉인을 써요.${
        announced > 0 ? ` 공지한 추첨 ${count(announced)}번은 취소됐으니 다시 시작해 주세요.` : ''
      }`,
    draw_not_stored: () =>
      '결과를 아직 저장하지 못해 추첨이 멈춰 있어요. 잃은 것은 없고 다시 시도하고 있어요. 호스트의 디스크 공간을 비워 주세요.',
    draw_not_closed: () =>
      '무작위 값을 아직 저장하지 못해 추첨이 멈춰 있어요. 잃은 것은 없고 다시 시도하고 있어요. 호스트의 디스크 공간을 비워 주세요.',
    beacon_missing: () =>
      '공개 난수 비콘에 연결할 수 없어 비콘 없이 추첨해요. 비콘을 쓰려면 호스트를 인터넷에 연결해 주세요.',
    beacon_lost: () =>
      '공개 난수 비콘에 연결할 수 없어 공지한 추첨을 취소했어요. 당첨자는 없으니 다시 시작하거나 설정에서 비콘을 꺼 주세요.',
    beacon_lost_not_stored: () =>
      '공개 난수 비콘에 연결할 수 없어 추첨을 취소하는 중인데, 아직 저장하지 못했어요. 다시 시도하고 있어요. 호스트의 디스크 공간을 비워 주세요.',
    reveal_not_stored: () =>
      '결과는 안전해요. 발표했다는 사실을 아직 저장하지 못해 다시 시도하고 있어요. 호스트의 디스크 공간을 비워 주세요.',
    vote_not_closed: ({ room = '' }) =>
      `방 ${room}의 투표를 아직 마감하지 못했어요. 투표한 내용은 안전하고 다시 시도하고 있어요. 호스트의 디스크 공간을 비워 주세요.`,
    votes_lost: ({ room = '' }) => `방 ${room}의 투표를 더 이상 읽을 수 없어요. 모두에게 다시 투표해 달라고 해 주세요.`,
    events_wait: ({ target = '' }) =>
      `이벤트를 보내지 못해 다시 보내고 있어요(수신처: ${target}). ‘외부 시스템’에서 할 일을 확인해 주세요.`,
    lottery_waits: ({ game = '' }) =>
      `${game} 게임의 자동 추첨을 아직 끝내지 못했어요. 잃은 것은 없고 다시 시도하고 있어요. 호스트의 디스크를 확인해 주세요.`,
    lotteries_not_found: () => '시작된 자동 추첨을 읽지 못했어요. 호스트를 다시 시작하면 추첨해요.',
    stakes_wait: () =>
      'Kafka에서 온 응모를 저장하지 못했어요. Kafka에 남아 있어 다시 읽어요. 호스트의 디스크를 확인해 주세요.',
  },
  action: {
    draw: (n) => `${count(n)}명 추첨하기`,
    drawing: '추첨 중…',
    spinning: '돌아가는 중…',
    armed: (s) => (s > 0 ? `공지됨 · ${s}초 남음` : '공지됨'),
    awaitingWords: '단어를 기다리는 중',
    awaitingWordsHint: '추첨 메뉴에서 입력해 주세요',
    awaitingBeacon: '비콘을 기다리는 중',
    deciding: '추첨하는 중…',
    dismiss: '결과 닫기',
    dismissing: '닫는 중…',
    secondsLeft: (s) => `${s}초 남음`,
    revealing: '곧 발표해요',
    dismissHint: '프로젝터 화면을 비워요',
    key: '스페이스',
    noPrizes: '경품이 없어요',
    noPrizesHint: '경품을 먼저 추가해 주세요',
    noneLeft: '모든 경품을 추첨했어요',
    noneLeftHint: '경품을 추가하거나 수량을 늘려 주세요',
    nobody: '참가자가 없어요',
    nobodyHint: '참가를 기다리고 있어요',
    everybodyWon: '모두 당첨됐어요',
    everybodyWonHint: '새 참가자는 계속 들어올 수 있어요',
    offline: '연결 안 됨',
    offlineHint: '다시 연결되기를 기다려요',
  },
  offlineBanner: {
    title: '호스트와 연결이 끊겼어요',
    body: '추첨은 그대로 진행되고 결과는 호스트에 안전하게 있어요. 연결될 때까지 조작할 수 없지만, 자동으로 다시 연결돼요.',
  },
  shortcuts: {
    heading: '키보드',
    main: '추첨하기 또는 결과 닫기',
    prize: '다른 경품 고르기',
    nth: '순서로 경품 고르기',
    count: '당첨 인원 줄이기·늘리기',
    sections: '메뉴 이동',
    help: '단축키 보기',
    note: '입력란이나 버튼에 포커스가 없을 때 쓸 수 있어요. 프레젠테이션 리모컨의 ‘다음’ 버튼으로도 추첨하고 닫을 수 있어요.',
    off: '설정에서 단축키를 꺼 두었어요.',
    close: '닫기',
    space: '스페이스',
    open: '키보드 단축키',
  },
};
