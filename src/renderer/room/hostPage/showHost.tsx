import { render } from 'preact';
import type { KeyValueStore } from '../../common/browserStorage.ts';
import type { Language } from '../../common/language.ts';
import { HostPage } from './HostPage.tsx';
import { takeHostToken } from './hostToken.ts';
import './host.css';

export const showHost = (root: HTMLElement, roomId: string, storage: KeyValueStore, language: Language): void => {
  const token = takeHostToken(roomId, storage, {
    hash: location.hash,
    clearHash: () => history.replaceState(null, '', location.pathname + location.search),
  });
  render(<HostPage roomId={roomId} token={token} storage={storage} firstLanguage={language} />, root);
};
