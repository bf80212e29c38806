import * as path from 'node:path';
import { DiskMaps } from '../../extension/host/sources/diskMaps.ts';
import type { LocalBuilds } from '../../extension/host/sources/localBuilds.ts';
import { MapReader } from '../../extension/host/sources/mapReader.ts';
import { DiskSources } from '../../extension/host/sources/projectSources.ts';
import type { DeployedProject } from '../../extension/host/wrangler/workerProject.ts';
import { memoryLog } from './memoryLog.ts';
import { repository } from './repository.ts';

/** A Worker project; what is not said is as in most. */
export function projectIn(folder: string, fields: Partial<DeployedProject> = {}): DeployedProject {
  return {
    folder,
    configFile: '',
    name: 'worker',
    main: 'src/index.ts',
    noBundle: false,
    hasContainers: false,
    environments: [],
    environment: undefined,
    ...fields,
  };
}

/** Reads maps as the product does; the thread ends with the process. */
export const mapReader = new MapReader(
  path.join(repository, 'extension/host/sources/mapThread.ts'),
  memoryLog(),
);

export const NO_BUILDS: Pick<LocalBuilds, 'of'> = { of: () => Promise.resolve(undefined) };

/** Its sources as the product sees them, with nothing open in an editor but what `openText` gives. */
export function sourcesOf(
  project: DeployedProject,
  workspace: string,
  builds = NO_BUILDS,
  openText: (file: string) => string | undefined = () => undefined,
): DiskSources {
  return windowOf(project, [workspace], builds, openText);
}

/** As `sourcesOf`, in a window of these folders. */
export function windowOf(
  project: DeployedProject,
  folders: readonly string[],
  builds = NO_BUILDS,
  openText: (file: string) => string | undefined = () => undefined,
  savedText?: (file: string, version: string) => string | undefined,
): DiskSources {
  const maps = new DiskMaps(project, builds, mapReader, memoryLog());
  return new DiskSources(project, folders, openText, maps, savedText);
}
