import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, safeStorage, screen, session } from 'electron';
import { createHost } from '../host/createHost.ts';
import { runDesktop } from './desktop.ts';

// Not awaited here: Electron is not ready before its main module has been evaluated, and this waits for it to be ready.
runDesktop({
  electron: { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, safeStorage, screen, session },
  startHost: createHost,
  argv: process.argv.slice(app.isPackaged ? 1 : 2),
  variables: process.env,
  // This file is out/main/index.js.
  pagesDir: join(import.meta.dirname, '..'),
  process,
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  app.exit(1);
});
