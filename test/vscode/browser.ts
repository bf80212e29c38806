import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import packed from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { repository } from '../support/repository.ts';

const run = promisify(execFile);

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Keeps a browser quiet where there is no network but loopback. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The workbench's page, when it is answered by the driver, opens a WebSocket to loopback.
  '--disable-features=LocalNetworkAccessChecks',
];

/**
 * Left to itself the driver answers SIGINT with an exit that skips every `finally`, and takes SIGTERM without
 * ending. A browser whose driver is gone ends by itself: it is connected by a pipe.
 */
const OWN_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** A headless Chromium: the system's, else the one that an npm package holds. */
export async function launchBrowser(): Promise<Browser> {
  for (const executablePath of SYSTEM_BROWSERS) {
    if (await exists(executablePath)) {
      return chromium.launch({ executablePath, args: FLAGS, ...OWN_SIGNALS });
    }
  }
  const executablePath = await packed.executablePath();
  const libraries = await missingLibraries(executablePath);
  return chromium.launch({
    ...OWN_SIGNALS,
    executablePath,
    // Of its own flags only those that say how it renders: the rest is for another host.
    args: [...FLAGS, '--headless=shell', '--use-angle=swiftshader', '--hide-scrollbars'],
    env: {
      ...environment(),
      ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }),
    },
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** A minimal system lacks libraries that the package brings along, packed. */
async function missingLibraries(executable: string): Promise<string | undefined> {
  if (os.platform() !== 'linux') return undefined;
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: 'not found' }));
  if (!stdout.includes('not found')) return undefined;
  const folder = path.join(os.tmpdir(), 'tail-worker-chromium-libraries');
  const libraries = path.join(folder, 'al2023', 'lib');
  if (!(await exists(path.join(libraries, 'libnss3.so')))) {
    await mkdir(folder, { recursive: true });
    const archive = path.join(folder, 'al2023.tar');
    const pack = path.join(repository, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br');
    await writeFile(archive, brotliDecompressSync(await readFile(pack)));
    await mkdir(path.join(folder, 'al2023'), { recursive: true });
    await run('tar', ['-xf', archive, '-C', path.join(folder, 'al2023')]);
  }
  return libraries;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
