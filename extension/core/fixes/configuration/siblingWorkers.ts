import { fieldsOf } from '../../../shared/fieldsOf.ts';
import { openConfig } from '../../config/openConfig.ts';
import { WorkerConfig } from '../../config/workerConfig.ts';
import type { ConfigFile } from '../project.ts';

/** The names that these Workers are deployed under, in all of their environments. */
export function siblingNames(files: readonly ConfigFile[]): Set<string> {
  const names = files.flatMap(({ file, text }) => {
    const document = openConfig(file, text);
    if (document === undefined) return [];
    const environments = [undefined, ...Object.keys(fieldsOf(fieldsOf(document.value).env))];
    return environments.flatMap((one) => new WorkerConfig(document, one).name ?? []);
  });
  return new Set(names);
}
