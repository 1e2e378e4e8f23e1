import type { NetworkSettingsTexts } from './texts.en.ts';

export const ko: NetworkSettingsTexts = {
  heading: '네트워크',
  lead: 'QR 코드가 휴대폰을 이 주소로 안내해요. 휴대폰이 같은 네트워크에 있어야 해요.',
  inQr: '지금 QR 코드의 주소',
  fixed:
    '호스트를 시작할 때 준 옵션(--public-url 또는 --host)으로 정해져 있어요. 여기서 고르려면 그 옵션 없이 시작해 주세요.',
  automatic: '자동',
  automaticHint: '호스트가 고르고, 네트워크가 바뀌면 따라가요',
  notHere: '지금은 쓸 수 없어요',
  kind: {
    lan: '로컬 네트워크',
    virtual: '가상 (VPN, 컨테이너)',
    link_local: '공유기를 찾지 못함',
    loopback: '이 컴퓨터 전용',
  },
  kindWarning: '휴대폰이 연결하지 못할 수 있어요',
  saved: (url) => `QR 코드의 주소를 바꿨어요: ${url}`,
};
