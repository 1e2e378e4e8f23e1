import { join } from 'node:path';

export const PROJECT_DIR = join(import.meta.dirname, '../..');
/** Where the built screens are. */
export const PAGES_DIR = join(PROJECT_DIR, 'out');
