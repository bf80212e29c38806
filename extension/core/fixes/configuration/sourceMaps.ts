import { t } from '../../../shared/l10n.ts';
import { type Fix, SOURCE_MAPS } from '../fixRule.ts';
import type { Project } from '../project.ts';
import { configFix, configOf } from './projectConfig.ts';

/** For a stack that names the bundle alone: with source maps, Cloudflare tells the line. */
export function uploadSourceMaps(project: Project): Fix[] {
  const config = configOf(project);
  if (config === undefined || config.worker.get('upload_source_maps') === true) return [];
  const title = t('Upload source maps, to see the line next time');
  return configFix(config, { rule: SOURCE_MAPS, title, safety: 'review' }, (document) =>
    document.set(config.worker.pathOf('upload_source_maps'), true),
  );
}
