import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { type Fields, fieldsOf } from '../../shared/fieldsOf.ts';
import { t } from '../../shared/l10n.ts';
import { UserError } from '../userErrors.ts';

/** What to spawn: a Node.js, and wrangler's launcher as its first argument. */
export interface Wrangler {
  readonly node: string;
  readonly script: string;
  /** The editor's own executable runs as Node.js only with this. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface WranglerSettings {
  readonly wranglerPath: string;
  readonly nodePath: string;
}

/**
 * The Worker project's own wrangler, found as Node finds a package: in `node_modules` of the folder or of
 * one above it.
 *
 * @throws UserError when there is none.
 */
export async function locateWrangler(
  folder: string,
  settings: WranglerSettings,
): Promise<Wrangler> {
  const script =
    settings.wranglerPath === ''
      ? await installed(folder)
      : await chosen(path.resolve(folder, settings.wranglerPath));
  if (settings.nodePath !== '') {
    return { node: path.resolve(folder, settings.nodePath), script, environment: {} };
  }
  // The editor's own Node.js is new enough for any wrangler; the one on the PATH is often not.
  const electron = process.versions.electron !== undefined;
  return {
    node: process.execPath,
    script,
    environment: electron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
  };
}

/**
 * Whether a deploy with the project's wrangler uploads source maps when nobody has decided: since 4.150.0 (measured:
 * 4.149.0 does not). True where no wrangler is installed: then nothing is known that could be advised.
 */
export async function uploadsMaps(folder: string): Promise<boolean> {
  for (const at of foldersFrom(folder)) {
    const { version } = await manifestOf(path.join(at, 'node_modules', 'wrangler'));
    if (typeof version !== 'string') continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major > 4 || (major === 4 && minor >= 150);
  }
  return true;
}

async function installed(folder: string): Promise<string> {
  for (const at of foldersFrom(folder)) {
    const script = await launcherOf(path.join(at, 'node_modules', 'wrangler'));
    if (script !== undefined) return script;
  }
  throw new UserError(
    t(
      'Wrangler is not installed in {0}. Run "npm install --save-dev wrangler" there, then start again.',
      folder,
    ),
    {
      label: t('Open Terminal'),
      command: 'workbench.action.terminal.new',
    },
  );
}

async function chosen(wranglerPath: string): Promise<string> {
  const script = (await launcherOf(wranglerPath)) ?? wranglerPath;
  if (await isFile(script)) return script;
  throw new UserError(
    t('There is no wrangler at {0} (setting tailWorker.wranglerPath).', wranglerPath),
    {
      label: t('Open Settings'),
      command: 'workbench.action.openSettings',
      arguments: ['tailWorker.wranglerPath'],
    },
  );
}

/** The folder and those above it. */
function foldersFrom(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

/** The file that the package names as its program. */
async function launcherOf(packageFolder: string): Promise<string | undefined> {
  const file = fieldsOf((await manifestOf(packageFolder)).bin).wrangler;
  return typeof file === 'string' ? path.join(packageFolder, file) : undefined;
}

/** Empty where there is no such package. */
async function manifestOf(packageFolder: string): Promise<Fields> {
  try {
    return fieldsOf(JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')));
  } catch {
    return {};
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
