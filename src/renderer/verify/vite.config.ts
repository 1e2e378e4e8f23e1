import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Like the phone: one script and one style sheet of its own, for browsers of the last five years. Everything is there
// after the first load, so that the page goes on without the host.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    outDir: fileURLToPath(new URL('../../../out/verify', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'v',
    assetsInlineLimit: 0,
    target: ['chrome90', 'safari14', 'firefox90'],
    modulePreload: { polyfill: false },
  },
});
