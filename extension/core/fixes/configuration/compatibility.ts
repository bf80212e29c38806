import type { WorkerConfig } from '../../config/workerConfig.ts';
import { textsOf } from './objectClasses.ts';

export function flagsOf(worker: WorkerConfig): readonly string[] {
  return textsOf(worker.get('compatibility_flags'));
}
