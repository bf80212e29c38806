import { access } from 'node:fs/promises';
import * as path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { installCodeServer, VSCODE_VERSION } from './codeServer.ts';

export interface RunOptions {
  readonly extensionDevelopmentPath: string;
  /** A CommonJS file that exports `run()`. */
  readonly extensionTestsPath: string;
  /** Absolute path of the folder to open. */
  readonly workspace: string;
  /** Added to the environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs tests inside a real VS Code. TAIL_WORKER_DESKTOP=1 demands the desktop one and 0 declines it; else it
 * is tried where people have one (`code` is on the PATH), and the one that installs from npm serves where not.
 * Both are of the same version, which the tests find as TAIL_WORKER_VSCODE_VERSION.
 *
 * @throws Error when a test fails.
 */
export async function runInVsCode(options: RunOptions): Promise<void> {
  const { extensionDevelopmentPath, extensionTestsPath, workspace, environment = {} } = options;
  await runTests({
    vscodeExecutablePath: (await desktop()) ?? (await fromNpm()),
    extensionDevelopmentPath,
    extensionTestsPath,
    launchArgs: [workspace],
    extensionTestsEnv: { ...environment, TAIL_WORKER_VSCODE_VERSION: VSCODE_VERSION },
  });
}

async function desktop(): Promise<string | undefined> {
  const wish = process.env.TAIL_WORKER_DESKTOP;
  if (wish === '1') return downloadAndUnzipVSCode(VSCODE_VERSION);
  if (wish === '0' || !(await hasDesktop())) return undefined;
  try {
    return await downloadAndUnzipVSCode(VSCODE_VERSION);
  } catch (error) {
    console.log(`The desktop VS Code could not be downloaded: ${String(error)}`);
    return undefined;
  }
}

async function hasDesktop(): Promise<boolean> {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = await Promise.allSettled(folders.map((folder) => access(path.join(folder, name))));
  return found.some(({ status }) => status === 'fulfilled');
}

async function fromNpm(): Promise<string> {
  await installCodeServer();
  return path.join(import.meta.dirname, 'launcher.mjs');
}
