import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// For customers' phones on mobile data: one script and one style sheet; what few need is loaded when it is needed.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    outDir: fileURLToPath(new URL('../../../out/campaign', import.meta.url)),
    emptyOutDir: true,
    assetsDir: 'c',
    assetsInlineLimit: 0,
    target: ['chrome90', 'safari14', 'firefox90'],
    modulePreload: { polyfill: false },
  },
});
