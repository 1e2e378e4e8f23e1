import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { singleFile } from './singleFile.ts';

// The same screen as one file that needs nothing beside it: it goes into the archive of an event.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [singleFile('check.html')],
  build: {
    outDir: fileURLToPath(new URL('../../../out/verify-offline', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    target: ['chrome90', 'safari14', 'firefox90'],
    modulePreload: false,
    // Vite writes import.meta beside a dynamic import; in one file nothing is loaded by its address.
    rollupOptions: { output: { format: 'iife' }, checks: { emptyImportMeta: false } },
  },
});
