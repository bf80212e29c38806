import * as path from 'node:path';
import type { WorkerProject } from '../wrangler/workerProject.ts';

/** The projects that a file or folder means: those in it, else the one that it is in. */
export function projectsAt(all: readonly WorkerProject[], target: string): WorkerProject[] {
  const inside = all.filter(({ folder, configFile }) =>
    [folder, configFile].some((each) => each === target || isBelow(target, each)),
  );
  if (inside.length > 0) return inside;
  const around = projectAround(all, target);
  return around === undefined ? [] : [around];
}

/** The innermost project that a file is in. */
export function projectAround(
  all: readonly WorkerProject[],
  file: string,
): WorkerProject | undefined {
  return all
    .filter(({ folder }) => isBelow(folder, file))
    .reduce<WorkerProject | undefined>(
      (inner, each) =>
        inner === undefined || each.folder.length > inner.folder.length ? each : inner,
      undefined,
    );
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
