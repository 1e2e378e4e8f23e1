import type { Paths } from '../shared/spec.ts';

export const networkPaths = {
  chooseNetwork: ['PUT', '/api/luckydraw/admin/network'],
} as const satisfies Paths;
