import type { ChosenEnvironment, WranglerConfig } from '../../core/config/wranglerConfig.ts';

/** A folder with a Wrangler configuration. */
export interface WorkerProject extends WranglerConfig {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Absolute path of the configuration. */
  readonly configFile: string;
}

/** A Worker project as one of its environments is deployed. */
export type DeployedProject = WorkerProject & ChosenEnvironment;
