import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fieldsOf } from '../../shared/fieldsOf.ts';
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

async function installed(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const script = await launcherOf(path.join(at, 'node_modules', 'wrangler'));
    if (script !== undefined) return script;
    if (path.dirname(at) === at) break;
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

/** The file that the package names as its program. */
async function launcherOf(packageFolder: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(
      await readFile(path.join(packageFolder, 'package.json'), 'utf8'),
    );
    const file = fieldsOf(fieldsOf(manifest).bin).wrangler;
    return typeof file === 'string' ? path.join(packageFolder, file) : undefined;
  } catch {
    return undefined; // no such package here: the search goes on
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
