import { describe, expect, it } from 'vitest';
import { newPasswordFault } from '../../../../src/renderer/admin/controls/newPassword.ts';

describe('a new password', () => {
  it('has at least eight characters and is typed twice alike', () => {
    expect(newPasswordFault('1234567', '1234567')).toBe('tooShort');
    expect(newPasswordFault('x'.repeat(257), 'x'.repeat(257))).toBe('tooLong');
    expect(newPasswordFault('12345678', '12345679')).toBe('different');
    expect(newPasswordFault('12345678', '12345678')).toBeNull();
  });
});
