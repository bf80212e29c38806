import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../support/repository.ts';

/** Builds a project with wrangler as a deploy would. @param output folder, absolute. */
export async function dryRun(
  folder: string,
  output: string,
  flags: readonly string[] = [],
): Promise<void> {
  const wrangler = path.join(repository, 'node_modules/wrangler/bin/wrangler.js');
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--outdir', output, ...flags],
    {
      cwd: folder,
      timeout: 30_000,
      env: {
        ...process.env,
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_SEND_METRICS: 'false',
        CI: '1',
      },
    },
  );
}
