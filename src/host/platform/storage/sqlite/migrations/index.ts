import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';

/** What was there before each feature had migrations of its own, and what belongs to none: settings and kept replies. */
export const baseMigrations: readonly Migration[] = [{ feature: 'base', version: 1, sql: first }];
