import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Phones of a whole room load this at once: one script and one style sheet. The host's page is loaded by the one device
// that asks for it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  resolve: {
    alias: [
      {
        find: /^\.\/webtransport\.js$/,
        replacement: fileURLToPath(new URL('../common/noWebTransport.ts', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: fileURLToPath(new URL('../../../out/room', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'r',
    assetsInlineLimit: 0,
    target: ['chrome90', 'safari14', 'firefox90'],
    modulePreload: { polyfill: false },
  },
});
