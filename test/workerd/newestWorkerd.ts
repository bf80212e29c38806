import { createRequire } from 'node:module';

/**
 * Runs tests on the workerd that wrangler brings, which is newer than miniflare's own: it tells of Errors that were
 * logged. To be imported before miniflare, which reads this once.
 */
const wrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
process.env.MINIFLARE_WORKERD_PATH = (wrangler('workerd') as { default: string }).default; // its own types say so
