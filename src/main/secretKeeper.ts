import type { SecretKeeper } from '../host/platform/secretKeeper.ts';
import type { ElectronParts } from './electronParts.ts';

/** Electron on Linux without a key store of the desktop: a key that stands in its own program. */
const NO_KEY_STORE = new Set(['basic_text', 'unknown']);
const HEX = /^(?:[0-9a-f]{2})+$/;

/**
 * The system's key store by Electron: the Keychain of macOS, DPAPI of Windows, the desktop's on Linux (libsecret, KWallet).
 * Null: there is none, or it refuses. Only once the app is ready.
 */
export const createSecretKeeper = (
  safeStorage: ElectronParts['safeStorage'],
  platform: NodeJS.Platform,
): SecretKeeper | null => {
  if (!safeStorage.isEncryptionAvailable()) return null;
  const name = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform;
  if (NO_KEY_STORE.has(name)) return null;
  const keeper: SecretKeeper = {
    name,
    lock: (secret) => safeStorage.encryptString(Buffer.from(secret).toString('hex')),
    unlock: (locked) => {
      let text: string;
      try {
        text = safeStorage.decryptString(Buffer.from(locked));
      } catch {
        // That is how it says that another key locked it.
        return null;
      }
      // Not every system notices a wrong key: what it gives then is no hex.
      return HEX.test(text) ? Buffer.from(text, 'hex') : null;
    },
  };
  // One that only says that it is there is of no use, and would fail in the middle of a draw.
  try {
    const probe = Uint8Array.of(1, 2, 3);
    const back = keeper.unlock(keeper.lock(probe));
    return back !== null && Buffer.compare(back, probe) === 0 ? keeper : null;
  } catch {
    return null;
  }
};
