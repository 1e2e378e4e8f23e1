import { first } from '../../../platform/storage/sqlite/migrations/0001-first.ts';

/** In order and append-only: number n brings a store from `user_version` n-1 to n. Never edit one that shipped. */
export const MIGRATIONS: readonly string[] = [first];
