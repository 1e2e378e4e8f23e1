/** Every part of the admin has its texts in every language. */
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/renderer/common/language.ts';
import { PROJECT_DIR } from '../../../support/project.ts';

const ADMIN = join(PROJECT_DIR, 'src/renderer/admin');
const FOLDERS = globSync('**/texts*.ts', { cwd: ADMIN })
  .map((file) => dirname(file))
  .filter((folder, index, all) => all.indexOf(folder) === index)
  .sort();

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every text by the path of its keys. A text that is made is made for so many and so named that it cannot be empty. */
const leavesOf = (group: Record<string, unknown>, path = ''): [string, unknown][] =>
  Object.entries(group).flatMap(([key, value]): [string, unknown][] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (isGroup(value)) return leavesOf(value, name);
    return [[name, typeof value === 'function' ? (value as (...given: number[]) => unknown)(2, 3, 4, 5) : value]];
  });

const textsIn = async (folder: string, language: string): Promise<Map<string, unknown>> => {
  const module = (await import(pathToFileURL(join(ADMIN, folder, `texts.${language}.ts`)).href)) as Record<
    string,
    Record<string, unknown>
  >;
  return new Map(leavesOf(module[language] ?? {}));
};

describe('the texts', () => {
  it('are found', () => {
    expect(FOLDERS).toEqual(expect.arrayContaining(['console', 'frame', 'sections/stage', 'sections/settings/event']));
  });

  it.each(FOLDERS)('of %s have the same keys in every language, and none is empty', async (folder) => {
    const english = await textsIn(folder, 'en');
    expect(english.size).toBeGreaterThan(0);
    for (const language of LANGUAGES) {
      const texts = await textsIn(folder, language);
      expect([...texts.keys()], language).toEqual([...english.keys()]);
      for (const [key, text] of texts)
        expect(String(text).trim(), `${language}: ${key}`).not.toMatch(/^$|undefined|NaN/);
    }
  });
});
