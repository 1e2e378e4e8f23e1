/** What an installation brings, and how much of it a desktop package carries. */
import { installedBytes, packedBytes } from '../../scripts/sizes.ts';
import type { Measurement } from './report.ts';

const MB = 2 ** 20;

export const measureSizes = async (): Promise<Measurement[]> => [
  {
    group: 'Size',
    name: 'all packages that npm ci installs',
    value: installedBytes() / MB,
    unit: 'MB',
    target: { of: 'value', is: 'most', limit: 600 },
  },
  {
    group: 'Size',
    name: 'packages in a desktop package',
    value: packedBytes() / MB,
    unit: 'MB',
    target: { of: 'value', is: 'most', limit: 60 },
  },
];
