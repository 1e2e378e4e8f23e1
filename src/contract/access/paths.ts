import type { Paths } from '../shared/spec.ts';

export const accessPaths = {
  login: ['POST', '/api/luckydraw/admin/login'],
  setUp: ['POST', '/api/luckydraw/admin/setup'],
  redeemTicket: ['POST', '/api/luckydraw/admin/ticket'],
  makeLoginCode: ['POST', '/api/luckydraw/admin/login-code'],
  redeemLoginCode: ['POST', '/api/luckydraw/admin/code'],
  logout: ['POST', '/api/luckydraw/admin/logout'],
  entrance: ['GET', '/api/luckydraw/admin/entrance'],
  session: ['GET', '/api/luckydraw/admin/session'],
  integratorKeys: ['GET', '/api/luckydraw/admin/keys'],
  makeIntegratorKey: ['POST', '/api/luckydraw/admin/keys'],
  revokeIntegratorKey: ['DELETE', '/api/luckydraw/admin/keys/:key_id'],
  changePassword: ['POST', '/api/luckydraw/admin/password'],
  staffLogin: ['POST', '/api/luckydraw/staff/login'],
  staffLogout: ['POST', '/api/luckydraw/staff/logout'],
  staffSession: ['GET', '/api/luckydraw/staff/session'],
  setStaffPassword: ['PUT', '/api/luckydraw/admin/staff-password'],
} as const satisfies Paths;
