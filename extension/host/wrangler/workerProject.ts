import {
  type ChosenEnvironment,
  environmentOf,
  type WranglerConfig,
} from '../../core/config/wranglerConfig.ts';

/** A folder with a Wrangler configuration. */
export interface WorkerProject extends WranglerConfig {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Absolute path of the configuration. */
  readonly configFile: string;
}

/** A Worker project as one of its environments is deployed. */
export type DeployedProject = WorkerProject & ChosenEnvironment;

/** @param worker name of a Worker of the project: its own, or that of an environment. */
export function deployedAs(project: WorkerProject, worker: string): DeployedProject {
  return environmentOf(project, worker);
}
