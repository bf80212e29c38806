import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { ProcessRegistry } from '../../extension/host/wrangler/processRegistry.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { waitFor } from '../support/waitFor.ts';
import { repository } from '../support/repository.ts';
import { onSuddenEnd } from './endedBySignal.ts';
import { addLanguagePack } from './languagePack.ts';

const run = promisify(execFile);

/** The VS Code that this code-server holds: the whole workbench, and a real extension host. */
export const VSCODE_VERSION = '1.139.1';
const VERSION = '4.139.1';
const FOLDER = path.join(repository, '.vscode-test', 'code-server');
const PACKAGE = path.join(FOLDER, 'node_modules', 'code-server');
const ENTRY = path.join(PACKAGE, 'out', 'node', 'entry.js');
/** Where the extension notes its processes, in the user's data. */
const REGISTRY = 'User/globalStorage/tail-worker.tail-worker/processes';
const DONE = path.join(FOLDER, 'installed');

/**
 * Installs code-server into a git-ignored folder, once. Its install scripts compile native modules that are
 * not needed here, so they do not run.
 *
 * @throws Error with npm's output, when the registry cannot be reached.
 */
export async function installCodeServer(): Promise<void> {
  if ((await readFile(DONE, 'utf8').catch(() => '')) === VERSION) return;
  console.log(`Installing code-server ${VERSION} (0.6 GB, once) …`);
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, 'package.json'), '{ "private": true }\n');
  await npmInstall(FOLDER, [`code-server@${VERSION}`]);
  await npmInstall(path.join(PACKAGE, 'lib', 'vscode'), []);
  // The TypeScript that its built-in language features run.
  await npmInstall(path.join(PACKAGE, 'lib', 'vscode', 'extensions'), []);
  await writeFile(DONE, VERSION);
}

async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  const args = [
    'install',
    '--ignore-scripts',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    ...packages,
  ];
  await run('npm', args, {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
}

export interface EditorOptions {
  /** Absolute path of what is opened. */
  readonly folder: string;
  /** Absolute paths of VSIX files. */
  readonly extensions?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension host, and so of what it spawns. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The display language, such as `ru`. */
  readonly language?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Kept over a restart; a folder of its own that is removed at the end, when missing. */
  readonly profile?: string;
}

export interface Editor {
  readonly url: string;
  readonly port: number;
  readonly profile: string;
  /** What the server printed. */
  readonly output: () => string;
  dispose(): Promise<void>;
}

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'files.autoSave': 'off',
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** Starts a VS Code that is served on loopback; resolves when it answers. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  await installCodeServer();
  const own = options.profile === undefined;
  const profile = options.profile ?? (await mkdtemp(path.join(os.tmpdir(), 'tail-worker-editor-')));
  const data = path.join(profile, 'data');
  const extensions = path.join(profile, 'extensions');
  const home = path.join(profile, 'home');
  await mkdir(path.join(data, 'User'), { recursive: true });
  await mkdir(home, { recursive: true });
  await writeFile(
    path.join(data, 'User', 'settings.json'),
    JSON.stringify({ ...SETTINGS, ...options.settings }, undefined, 2),
  );
  if (options.language !== undefined) await addLanguagePack(options.language, data);
  const config = path.join(profile, 'config.yaml');
  await writeFile(config, '');
  const environment = {
    ...withoutEditor(process.env),
    ...options.environment,
    HOME: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
  };
  const base = ['--user-data-dir', data, '--extensions-dir', extensions, '--config', config];
  for (const extension of options.extensions ?? []) {
    await installExtension(extension, base, environment);
  }

  const port = options.port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [
      ENTRY,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      ...(options.language === undefined ? [] : ['--locale', options.language]),
      ...base,
      options.folder,
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  const keep = onSuddenEnd(() => endGroup(child, 'SIGKILL'));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  try {
    await listening(child, (text) => (output += text));
  } catch (error) {
    endGroup(child, 'SIGKILL');
    keep();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`,
    port,
    profile,
    output: () => output,
    async dispose() {
      endGroup(child, 'SIGTERM');
      const force = setTimeout(() => endGroup(child, 'SIGKILL'), 8000);
      await ended;
      clearTimeout(force);
      endGroup(child, 'SIGKILL');
      keep();
      // The server ends extension hosts without a word: do what their next start would do.
      await reapWranglers(path.join(data, REGISTRY));
      if (own) await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** An extension host may outlive its server for a moment, and ends its own as long as it lives. */
async function reapWranglers(folder: string): Promise<void> {
  const registry = new ProcessRegistry(folder, memoryLog());
  const noted = async (): Promise<boolean> => {
    await registry.reap();
    return (await readdir(folder).catch(() => [])).length > 0;
  };
  await waitFor('every wrangler has ended', async () => !(await noted()), 15_000);
}

async function installExtension(
  extension: string,
  base: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  try {
    await run(process.execPath, [ENTRY, '--install-extension', extension, '--force', ...base], {
      env,
    });
  } catch (error) {
    // The whole output is mostly about native modules that are not needed.
    const reason = /^Error: (?!Could not locate the bindings).*$/m.exec(String(error))?.[0];
    throw new Error(`${extension} was not installed: ${reason ?? 'no reason given'}`);
  }
}

/** The environment without what an editor around this process put there: it would be taken for ours. */
function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:VSCODE|ELECTRON)_|^NODE_TEST_CONTEXT$/.test(name)),
  );
}

function listening(child: ChildProcess, heard: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const limit = setTimeout(() => {
      reject(new Error(`The editor did not start in 60 s:\n${output}`));
    }, 60_000);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      heard(chunk.toString());
      if (!output.includes('HTTP server listening')) return;
      clearTimeout(limit);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`The editor ended with ${code ?? 'a signal'}:\n${output}`));
    });
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // gone already
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('There is no free port.'));
      });
    });
  });
}

/** A copy of a folder that a run may change, below the checkout so that its `node_modules` are found. */
export async function scratchCopy(folder: string, name: string): Promise<string> {
  const copy = path.join(repository, '.demo', `${name}-${process.pid}-${Date.now()}`);
  await cp(folder, copy, { recursive: true });
  return copy;
}
