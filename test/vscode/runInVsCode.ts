import * as path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { installCodeServer } from './codeServer.ts';

export interface RunOptions {
  readonly extensionDevelopmentPath: string;
  /** A CommonJS file that exports `run()`. */
  readonly extensionTestsPath: string;
  /** Absolute path of the folder to open. */
  readonly workspace: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs tests inside a real VS Code: the desktop one when TAIL_WORKER_DESKTOP=1 asks for its download, else
 * the one that installs from npm.
 *
 * @throws Error when a test fails.
 */
export async function runInVsCode(options: RunOptions): Promise<void> {
  const { extensionDevelopmentPath, extensionTestsPath, workspace, environment = {} } = options;
  const desktop = process.env.TAIL_WORKER_DESKTOP === '1';
  if (!desktop) await installCodeServer();
  await runTests({
    vscodeExecutablePath: desktop
      ? await downloadAndUnzipVSCode()
      : path.join(import.meta.dirname, 'launcher.mjs'),
    extensionDevelopmentPath,
    extensionTestsPath,
    launchArgs: [workspace],
    extensionTestsEnv: environment,
  });
}
