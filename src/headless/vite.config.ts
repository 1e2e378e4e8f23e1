import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The commands that people wait for, each with the host and its packages in one file: to find, read, strip and compile
// some four hundred small ones takes longer than all the rest of a start.
export default defineConfig({
  root: at('.'),
  publicDir: false,
  ssr: {
    noExternal: true,
    // Native code, what reads files of its own folder, and what a start does not need.
    external: [
      'better-sqlite3',
      'sharp',
      'ajv',
      'ajv-formats',
      '@fastify/swagger',
      '@fastify/swagger-ui',
      'bufferutil',
      'utf-8-validate',
      'kafkajs',
    ],
  },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    outDir: at('../../out/headless'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        serve: at('serve.ts'),
        start: at('start.ts'),
        // A thread's own file: it is started by its name.
        delayWorker: at('../host/features/draws/delay/delayWorker.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
