import * as path from 'node:path';
import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import { settings } from '../settings.ts';
import { locateWrangler } from '../wrangler/locateWrangler.ts';
import type { ProcessRegistry } from '../wrangler/processRegistry.ts';
import { runWrangler } from '../wrangler/runWrangler.ts';
import type { RunBuild } from './localBuilds.ts';

/** ms; a build of a large Worker takes ten seconds. */
const LIMIT = 60_000;

/** Builds with the project's own wrangler, with a notification that can cancel. @param ended ends all. */
export function buildWithProgress(
  registry: ProcessRegistry,
  cacheFolder: string,
  ended: AbortSignal,
): RunBuild {
  return (project, args) =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: t(
          'Building {0}, without a deploy, to find where it fails in your source…',
          project.name ?? path.basename(project.folder),
        ),
        cancellable: true,
      },
      async (_progress, token) => {
        const wrangler = await locateWrangler(project.folder, {
          wranglerPath: settings.wranglerPath(),
          nodePath: settings.nodePath(),
        });
        const cancel = new AbortController();
        token.onCancellationRequested(() => cancel.abort());
        const cancelled = AbortSignal.any([cancel.signal, ended]);
        const { folder } = project;
        return runWrangler({
          wrangler,
          args,
          folder,
          cacheFolder,
          registry,
          cancelled,
          limit: LIMIT,
        });
      },
    );
}
