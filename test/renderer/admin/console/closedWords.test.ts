/** What the host tells by code, an organiser reads in words of their own language: every code of the closed lists. */
import { describe, expect, it } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '../../../../src/contract/errors.ts';
import { FAULT_CODES } from '../../../../src/contract/outbox/faults.ts';
import { PROBLEM_CODES } from '../../../../src/contract/problems.ts';
import { en } from '../../../../src/renderer/admin/console/texts.en.ts';
import { ko } from '../../../../src/renderer/admin/console/texts.ko.ts';
import { refusalWords } from '../../../../src/renderer/admin/console/refusals.ts';
import { en as frameEn } from '../../../../src/renderer/admin/frame/texts.en.ts';
import { ko as frameKo } from '../../../../src/renderer/admin/frame/texts.ko.ts';

const HANGUL = /[가-힣]/;
const isErrorCode = (code: string): code is ErrorCode => code in ERROR_STATUS;
const CODES = ['offline' as const, ...Object.keys(ERROR_STATUS).filter(isErrorCode)];

describe('a refusal', () => {
  it.each(CODES)('%s is said in English and in Korean, not in the host’s words', (code) => {
    const refusal = { code, message: 'what the host says', details: { where: 'querystring' } };
    const [english, korean] = [en, ko].map((t) => refusalWords(t, refusal));
    expect(english).toMatch(/^[A-Z].*[.]$/);
    expect(english).not.toMatch(HANGUL);
    expect(korean).toMatch(HANGUL);
    expect(`${english}${korean}`).not.toContain('what the host says');
  });

  it('has words for nothing that the host never says', () => {
    for (const t of [en, ko]) expect(Object.keys(t.refusals).sort()).toEqual([...CODES].sort());
  });

  it('of a later host is said in the reader’s language, too', () => {
    const { error } = JSON.parse('{"error":{"code":"from_tomorrow","message":"in English"}}') as {
      error: { code: ErrorCode; message: string };
    };
    expect(refusalWords(ko, error)).toBe(ko.refusals.internal);
  });
});

describe('a request that the host did not accept', () => {
  const said = (details: unknown, t = ko) =>
    refusalWords(t, { code: 'invalid_request', message: 'body/name must NOT have more than 80 characters', details });

  it('is said by field and rule, in the reader’s language', () => {
    const tooLong = { where: 'body/name', rule: 'maxLength', limit: 80 };
    expect(said(tooLong)).toBe(`${ko.refusals.invalid_request} 이름: 80자까지 쓸 수 있어요.`);
    expect(said(tooLong, en)).toBe(`${en.refusals.invalid_request} Name: At most 80 characters.`);
    expect(said({ where: 'body/coupon_types/0/total_quota', rule: 'minimum', limit: 1 })).toMatch(/전체 수량: 1 이상/);
    expect(said({ where: 'body/coupon_types/0', rule: 'required', missingProperty: 'probability' })).toMatch(
      /확률: 필수 항목이에요\.$/,
    );
    expect(said({ where: 'body/starts_at', rule: 'format', format: 'date-time' })).toMatch(
      /시작: 형식이 맞지 않아요\.$/,
    );
  });

  it.each([null, 'text', {}, { where: 'body/seen_version', rule: 'type' }, { where: 7 }, { where: 'body/toString' }])(
    'is said without a field that no form has: %j',
    (details) => expect(said(details)).toBe(ko.refusals.invalid_request),
  );
});

describe('a problem', () => {
  const details = {
    reason: 'SQLITE_FULL',
    record: 17,
    numbers: 204,
    announced: 2,
    closed: 1,
    room: '345',
    game: 'friday',
    target: 'https://x.example',
  };
  it.each(PROBLEM_CODES)('%s is said in English and in Korean; what the computer said stands beside it', (code) => {
    const [english, korean] = [frameEn, frameKo].map((t) => t.problems[code](details));
    expect(english).toMatch(/^[A-Z].*[.]$/);
    expect(korean).toMatch(HANGUL);
    expect(korean).not.toBe(english);
    expect(`${english}${korean}`).not.toMatch(/SQLITE_FULL|undefined/);
  });

  it('names what it is about', () => {
    for (const t of [frameEn, frameKo]) {
      expect(t.problems.log_broken(details)).toContain('17');
      expect(t.problems.votes_lost(details)).toContain('345');
      expect(t.problems.lottery_waits(details)).toContain('friday');
      expect(t.problems.events_wait(details)).toContain('https://x.example');
      expect(t.problems.numbers_without_phones(details)).toContain('204');
    }
  });
});

describe('why something was not delivered', () => {
  it.each(FAULT_CODES)('%s is said in English and in Korean', (code) => {
    expect(en.faults[code]).toMatch(/^[A-Z].*[.:]$/);
    expect(ko.faults[code]).toMatch(HANGUL);
  });
});
