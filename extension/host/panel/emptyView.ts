import * as vscode from 'vscode';
import type { Timeline } from '../../core/tail/timeline.ts';
import { t } from '../../shared/l10n.ts';
import type { EmptyView } from '../../shared/protocol.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';

/**
 * Why the list is empty, and the one next step; undefined while it has rows. The projects are looked for
 * when a page asks, so the answer may improve: `Sessions.changed` tells the page.
 */
export function emptyView(
  sessions: Sessions,
  timeline: Timeline,
  projects: WorkerProjects,
): () => EmptyView | undefined {
  let asked: Promise<readonly WorkerProject[]> | undefined;
  let found: readonly WorkerProject[] | undefined;
  return () => {
    if (timeline.kept.count > 0) return undefined;
    const all = projects.all();
    // Another promise is another look.
    if (all !== asked) {
      asked = all;
      void all.then((projectsNow) => {
        found = projectsNow;
        sessions.changed();
      });
    }
    return describe(sessions, found);
  };
}

function describe(sessions: Sessions, projects: readonly WorkerProject[] | undefined): EmptyView {
  const session = sessions.all.at(-1);
  const latest = session?.view;
  if (latest !== undefined) {
    return { sentence: `${latest.name}: ${latest.sentence}`, action: session?.next };
  }
  if (!vscode.workspace.isTrusted) {
    return {
      sentence: t('This workspace is not trusted, so its wrangler is not run.'),
      action: { label: t('Open a Recorded Session'), command: 'openSession' },
    };
  }
  if (projects?.length === 0) {
    return {
      sentence: t(
        'There is no Worker project here: no wrangler.toml, wrangler.json or wrangler.jsonc in this workspace.',
      ),
      // Who has a Worker knows how to open its folder.
      action: { label: t('Open Demo Recording'), command: 'openDemoRecording' },
    };
  }
  return {
    sentence: t('See what your Worker does, live: every request, every failure, at its line.'),
    action: { label: 'Tail Worker', command: 'start' },
  };
}
