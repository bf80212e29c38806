import * as path from 'node:path';

/** Absolute path of this checkout. */
export const repository = path.resolve(import.meta.dirname, '../..');
