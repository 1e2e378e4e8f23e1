import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** What may not be imported, and from where. Types too: the arrows hold for them as well. `types`: the compiler is tried. */
const FORBIDDEN: { file: string; source: string; types: boolean; lint: boolean }[] = [
  {
    file: 'src/core/stage/forbidden.ts',
    source: "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;",
    types: true,
    lint: true,
  },
  {
    file: 'src/core/forbidden.ts',
    source: "import type { Clock } from '../host/platform/clock.ts';\nexport type X = Clock;",
    types: true,
    lint: true,
  },
  {
    file: 'src/core/forbidden.ts',
    source: "import type { Stage } from '../contract/stage/views.ts';\nexport type X = Stage;",
    types: false,
    lint: true,
  },
  { file: 'src/core/stage/forbidden.ts', source: 'export const x = () => Date.now();', types: false, lint: true },
  { file: 'src/core/stage/forbidden.ts', source: 'export const x = () => Math.random();', types: false, lint: true },
  {
    file: 'src/core/fairness/forbidden.ts',
    source: "export const x = (value: object) => Object.hasOwn(value, 'a');",
    types: false,
    lint: true,
  },
  {
    file: 'src/contract/forbidden.ts',
    source: "import { join } from 'node:path';\nexport const x = join;",
    types: true,
    lint: true,
  },
  {
    file: 'src/contract/forbidden.ts',
    source: "import type { Clock } from '../host/platform/clock.ts';\nexport type X = Clock;",
    types: true,
    lint: true,
  },
  {
    file: 'src/host/forbidden.ts',
    source: "import { app } from 'electron';\nexport const x = app;",
    types: false,
    lint: true,
  },
  {
    file: 'src/host/forbidden.ts',
    source: "import type { ServeFlags } from '../headless/hostProcess.ts';\nexport type X = ServeFlags;",
    types: true,
    lint: true,
  },
  { file: 'src/host/platform/forbidden.ts', source: 'export const x = () => Math.random();', types: false, lint: true },
  {
    file: 'src/renderer/phone/forbidden.ts',
    source: "import type { Clock } from '../../host/platform/clock.ts';\nexport type X = Clock;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/phone/forbidden.ts',
    source: "import { en } from '../admin/frame/texts.en.ts';\nexport const x = en;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/room/forbidden.ts',
    source: "import { en } from '../phone/texts.en.ts';\nexport const x = en;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/projector/scenes/idle/forbidden.ts',
    source: "import { en } from '../../../admin/frame/texts.en.ts';\nexport const x = en;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/admin/sections/settings/draws/forbidden.ts',
    source: "import { connectSound } from '../../../../projector/sound.ts';\nexport const x = connectSound;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/admin/sections/log/forbidden.ts',
    source: "import { Rail } from '../../frame/Rail.tsx';\nexport const x = Rail;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/admin/sections/log/forbidden.ts',
    source: "import { moved } from '../prizes/prizeDraft.ts';\nexport const x = moved;",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/phone/fairness/forbidden.ts',
    source: "export const x = (value: object) => Object.hasOwn(value, 'a');",
    types: false,
    lint: true,
  },
  {
    file: 'src/renderer/projector/forbidden.ts',
    source: "import { io } from 'socket.io-client';\nexport const x = io;",
    types: false,
    lint: true,
  },
  {
    file: 'src/main/forbidden.ts',
    source: "import { startHost } from '../headless/hostProcess.ts';\nexport const x = startHost;",
    types: false,
    lint: true,
  },
  {
    file: 'src/preload/forbidden.ts',
    source: "import type { Clock } from '../host/platform/clock.ts';\nexport type X = Clock;",
    types: true,
    lint: false,
  },
];

/** For each feature of the host, one that it must not know: it stands on the platform, and on those it refers to. */
const FOREIGN: Readonly<Record<string, string>> = {
  access: 'event',
  draws: 'event',
  event: 'stage',
  log: 'event',
  monitoring: 'access',
  network: 'draws',
  stage: 'access',
  outbox: 'event',
  campaigns: 'access',
  lotteries: 'event',
  rooms: 'access',
};
const FEATURES = Object.keys(FOREIGN).map((feature) => `src/host/features/${feature}`);

for (const [feature, foreign] of Object.entries(FOREIGN)) {
  FORBIDDEN.push({
    file: `src/host/features/${feature}/forbidden.ts`,
    source: `import type * as foreign from '../${foreign}/${foreign === 'draws' ? 'service' : 'index'}.ts';\nexport type X = typeof foreign;`,
    types: true,
    lint: false,
  });
}
FORBIDDEN.push({
  file: 'src/host/platform/forbidden.ts',
  source: "import type { Events } from '../features/event/service.ts';\nexport type X = Events;",
  types: true,
  lint: false,
});

const PROJECTS = [
  ...FEATURES,
  'src/host/platform',
  'src/core',
  'src/contract',
  'src/host',
  'src/main',
  'src/preload',
  'src/renderer/phone',
  'src/renderer/projector',
];
/** The project that a file belongs to. */
const projectOf = (file: string): string => PROJECTS.find((project) => file.startsWith(`${project}/`)) ?? '';

describe('the layers', () => {
  it('have a case here for every feature of the host', () => {
    expect(FEATURES.sort()).toEqual(globSync('src/host/features/*', { cwd: PROJECT_DIR }).sort());
  });

  let copy = '';
  // In a copy: the real tree is never dirty, and other checks may run beside this one.
  beforeAll(() => {
    copy = temporaryFolder();
    const isSource = (path: string): boolean => !/\/(node_modules|out|\.cache)(\/|$)/.test(path);
    for (const part of ['src', '.oxlintrc.json', 'tsconfig.base.json', 'package.json'])
      cpSync(join(PROJECT_DIR, part), join(copy, part), { recursive: true, filter: isSource });
    symlinkSync(join(PROJECT_DIR, 'node_modules'), join(copy, 'node_modules'));
  });

  const run = (script: string, args: string[]): { status: number | null; output: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT_DIR, script), ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
    return { status, output: `${stdout}${stderr}` };
  };
  const lint = (...files: string[]) =>
    run('node_modules/oxlint/bin/oxlint', ['--deny-warnings', '--format=unix', ...files]);

  it('are kept by the linter: each forbidden import is found', () => {
    const files = FORBIDDEN.map(({ file }, index) => file.replace('forbidden', `forbidden${index}`));
    for (const [index, file] of files.entries()) writeFileSync(join(copy, file), `${FORBIDDEN[index]?.source}\n`);
    const { status, output } = lint(...files);
    for (const file of files) rmSync(join(copy, file));
    expect(status).not.toBe(0);
    for (const [index, { file, source, lint: expected }] of FORBIDDEN.entries()) {
      const found = output
        .split('\n')
        .some((line) => line.includes(`forbidden${index}.ts`) && /no-restricted/.test(line));
      expect(found, `${file}: ${source}`).toBe(expected);
    }
  });

  it('are kept by the compiler: projects see only what they refer to', { timeout: 300_000 }, () => {
    const compile = (project: string) => run('node_modules/typescript/bin/tsc', ['-b', project]);
    const tried = FORBIDDEN.filter(({ types }) => types);
    for (const project of new Set(tried.map(({ file }) => projectOf(file)))) {
      const { status, output } = compile(project);
      expect(status, output).toBe(0);
    }
    for (const { file, source } of tried) {
      writeFileSync(join(copy, file), `${source}\n`);
      const { status } = compile(projectOf(file));
      rmSync(join(copy, file));
      expect(status, `${file}: ${source}`).not.toBe(0);
    }
  });
});
