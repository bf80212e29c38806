import { ModuleNames } from '../../errors/moduleNames.ts';
import type { ProjectModule } from '../project.ts';

/** How the importer would name a module of its project, in the way it names others. */
export function specifierTo(file: string, importer: ProjectModule): string {
  const from = importer.file.split('/').slice(0, -1);
  const to = file.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const up = from.slice(same).map(() => '..');
  const path = [...(up.length === 0 ? ['.'] : up), ...to.slice(same)].join('/');
  const relative = new ModuleNames(importer.tree).imported.find((one) => one.startsWith('.'));
  const ending = /\.[cm]?[jt]sx?$/.exec(relative ?? '')?.[0];
  // TypeScript is imported without an ending, unless the file does it otherwise; JavaScript with its own.
  const isTyped = /\.[cm]?tsx?$/.test(path);
  if (ending === undefined) return isTyped || relative !== undefined ? withoutEnding(path) : path;
  const isScript = !ending.includes('ts') && isTyped;
  return isScript ? path.replace(/ts(x?)$/, 'js') : path;
}

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
