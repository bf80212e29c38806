import { spawn, type ChildProcess } from 'node:child_process';
import { stripAnsi, type ProcessExit } from '../../core/tail/wranglerOutput.ts';
import { killTree } from './killTree.ts';
import type { Wrangler } from './locateWrangler.ts';

export interface WranglerListener {
  /** Bytes of stdout, cut anywhere. */
  stdout(chunk: Uint8Array): void;
  /** A line of stderr, without colours. */
  stderr(line: string): void;
  /** Once, at the end; nothing comes after it. */
  exit(exit: ProcessExit | Error): void;
}

/** How long a stop may take: a tail is deleted first, which took 35 to 100 ms (measured). */
const GRACE = 5000;

/** One run of wrangler with the processes below it. */
export class WranglerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #running = true;

  constructor(
    wrangler: Wrangler,
    args: readonly string[],
    folder: string,
    cacheFolder: string,
    listener: WranglerListener,
  ) {
    // No shell: arguments reach the program as they are.
    const child = spawn(wrangler.node, [wrangler.script, ...args], {
      cwd: folder,
      env: { ...wranglerEnvironment(process.env, cacheFolder), ...wrangler.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      listener.stdout(chunk);
    });
    readLines(child.stderr, listener);
    this.#ended = new Promise((resolve) => {
      const end = (exit: ProcessExit | Error): void => {
        if (!this.#running) return;
        this.#running = false;
        listener.exit(exit);
        resolve();
      };
      child.on('error', end);
      child.on('close', (code, signal) => end({ code, signal }));
      // An inner process that outlives the outer one holds the pipes open, so 'close' may never come.
      child.on('exit', (code, signal) => {
        setTimeout(() => {
          if (this.pid !== undefined && this.#running) killTree(this.pid);
          end({ code, signal });
        }, 500);
      });
    });
  }

  /** Undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks wrangler to end, and ends the whole tree when it does not in time. */
  async stop(grace = GRACE): Promise<void> {
    if (!this.#running) return;
    const { pid } = this;
    if (pid === undefined) return this.#ended;
    // The outer process hands SIGTERM to the inner one. Windows knows no SIGTERM.
    if (process.platform === 'win32') killTree(pid);
    else this.#child.kill('SIGTERM');
    const force = setTimeout(() => killTree(pid), grace);
    await this.#ended;
    clearTimeout(force);
    // The command of a custom build is not told: it goes on when wrangler has ended (measured).
    if (process.platform !== 'win32') killTree(pid);
  }
}

/**
 * The user's environment, with what keeps wrangler's stdout clean and its network use to what was asked
 * for. The login stays wrangler's: nothing of it is read here.
 */
function wranglerEnvironment(env: NodeJS.ProcessEnv, cacheFolder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(?:VSCODE|ELECTRON)_|^NODE_OPTIONS$|^WRANGLER_LOG$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_WRITE_LOGS: 'false',
    NO_COLOR: '1',
    // Saves 0.15 s of CPU from the second start on (measured; Node 22.12 and later).
    NODE_COMPILE_CACHE: cacheFolder,
  };
}

/** Lines over this many UTF-16 units are cut: an HTML answer of the API is one. */
const LONGEST_LINE = 8192;

function readLines(stream: NodeJS.ReadableStream, listener: WranglerListener): void {
  let rest = '';
  stream.setEncoding('utf8');
  const give = (line: string): void => {
    const text = stripAnsi(line.slice(0, LONGEST_LINE)).trimEnd();
    if (text !== '') listener.stderr(text);
  };
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    lines.forEach(give);
  });
  stream.on('end', () => give(rest));
}
