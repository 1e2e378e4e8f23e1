/**
 * One name for each thing, on every screen and in both languages: the list of docs/words.md. What was once called
 * otherwise does not come back.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../support/project.ts';

const textFiles = (language: string): string[] =>
  globSync(`src/renderer/**/{texts,refusals,requestFaults}.${language}.ts`, { cwd: PROJECT_DIR }).sort();

/** The lines of the file that hold words, without comments and imports. */
const linesOf = (file: string): string[] =>
  readFileSync(join(PROJECT_DIR, file), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(\/\*\*|\*|\/\/|import )/.test(line));

/** What is not said, and what is said instead. */
const NOT_SAID: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\banew\b/i, 'again'],
    [/\bg(ive|iven|ave) up\b/i, 'cancel (a draw)'],
    [/\bg(ive|iven|ave) (it |the room |one )?back\b/i, 'close (a room)'],
    [/\blog-in\b/i, 'login (noun), log in (verb)'],
    [/control desk|the desk\b/i, 'console'],
    [/off the projector/i, 'remove from projector'],
    [/\bmark of\b/i, 'fingerprint'],
    [/(of|chain|series) \$\{n?\(?epoch/, 'seal'],
    [/let it go on/i, 'resume'],
    [/\bis no [a-z]+\./i, 'is not a …'],
    [/\bload the page/i, 'reload the page'],
  ],
  ko: [
    [/참여/, '참가 (event), 응모 (stake)'],
    [/공표/, '공지'],
    [/비컨|공개 비콘/, '공개 난수 비콘'],
    [/로또/, '자동 추첨'],
    [/번째 추첨|추첨 \$\{(draw|n\(draw)/, 'N차 추첨'],
    [/뽑기|뽑아|뽑고/, '추첨'],
    [/콘솔|관리 화면/, '운영 화면'],
    [/와이파이/, 'Wi-Fi'],
    [/비밀값/, '비밀 값'],
    [/받는 쪽|보내는 곳/, '수신처'],
    [/그만두|그만둔|그만뒀/, '추첨 취소'],
    [/돌려주|돌려줘|돌려줬|반납/, '방 닫기'],
    [/행운 추첨|럭키 드로우/, '럭키드로우'],
    [/저절로/, '자동으로'],
    [/예비 인원|예비 당첨자/, '예비 번호'],
    [/외친 말/, '외친 단어'],
    [/진행 컴퓨터/, '주최 측 컴퓨터'],
    [/을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로/, 'a sentence that needs no such particle'],
  ],
};

describe.each(Object.entries(NOT_SAID))('the words of the screens (%s)', (language, notSaid) => {
  const files = textFiles(language);

  it('are found, in every language the same files', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.map((file) => file.replace(`.${language}.`, '.en.'))).toEqual(textFiles('en'));
  });

  it.each(files)('%s: one name for each thing', (file) => {
    const found = linesOf(file).flatMap((line) =>
      notSaid.filter(([pattern]) => pattern.test(line)).map(([, instead]) => `${instead}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it.each(files)('%s: set as it is printed', (file) => {
    for (const line of linesOf(file)) {
      expect(line, 'an apostrophe').not.toMatch(/[A-Za-z]\\'[a-z]|"[^"]*[A-Za-z]'[a-z]/);
      expect(line, 'an ellipsis').not.toMatch(/\.\.\.(?=['"`])| …['`]/);
      expect(line, 'a space before a percent sign').not.toMatch(/[\d}] %/);
    }
  });
});

it('Korean speaks in one way on a screen: 해요 everywhere, 합니다 to the customers of a booth', () => {
  for (const file of textFiles('ko')) {
    const text = linesOf(file).join('\n');
    // What the presenter says aloud to the room is 합니다.
    const spoken = text.replace(/sentence: '[^']*'/, '');
    if (file.includes('/campaign/')) expect(text, file).not.toMatch(/(?<!세|니)요[.?']/);
    else expect(spoken, file).not.toMatch(/니다[.']/);
  }
});
