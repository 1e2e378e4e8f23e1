import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One build for the desktop shell and the React screens. The phone has a configuration of its own
// (src/renderer/phone/vite.config.ts): one small bundle that shares no chunk with the others.
export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        // The worker is a thread's own file: it is started by its name, from beside whatever file starts it.
        input: { index: 'src/main/index.ts', delayWorker: 'src/host/features/draws/delay/delayWorker.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [
      react(),
      // The host serves the screens at paths of their own; electron-vite would make every address relative.
      { name: 'absolute-addresses', enforce: 'post', config: () => ({ base: '/' }) },
    ],
    build: {
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { projector: 'src/renderer/projector/index.html', admin: 'src/renderer/admin/index.html' },
      },
    },
  },
});
