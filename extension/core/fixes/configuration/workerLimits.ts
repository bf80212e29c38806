import { fieldsOf } from '../../../shared/fieldsOf.ts';
import type { Fix } from '../fixRule.ts';
import { configFix, type ProjectConfig } from './projectConfig.ts';

/** A limit that the configuration sets, of `limits`. */
export function limitOf({ worker }: ProjectConfig, name: string): number | undefined {
  const value = fieldsOf(worker.get('limits'))[name];
  return typeof value === 'number' ? value : undefined;
}

/** Only paid plans have limits of their own: on the Free plan the deploy is refused (100328). */
export function setLimit(
  config: ProjectConfig,
  about: { readonly rule: string; readonly title: string },
  name: string,
  value: number,
): Fix[] {
  return configFix(config, { ...about, safety: 'review' }, (document) =>
    document.set([...config.worker.pathOf('limits'), name], value),
  );
}
