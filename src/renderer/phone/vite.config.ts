import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The phone's first load is counted in bytes and requests: one script, one style sheet, nothing shared with the
// other screens, no preload helper. Browsers of the last five years.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [
    {
      // Vite's own helper waits for the style sheets of what is loaded later. Here those are loaded by their own code.
      name: 'no-preload-helper',
      enforce: 'pre',
      load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
    },
  ],
  resolve: {
    alias: [
      {
        find: /^\.\/webtransport\.js$/,
        replacement: fileURLToPath(new URL('../common/noWebTransport.ts', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: fileURLToPath(new URL('../../../out/phone', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'p',
    assetsInlineLimit: 0,
    target: ['chrome90', 'safari14', 'firefox90'],
    modulePreload: { polyfill: false },
  },
});
