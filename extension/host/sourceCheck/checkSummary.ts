import { formatCount, t } from '../../shared/l10n.ts';

/** What was looked through, and what was found. */
export interface Checked {
  /** Of the Worker projects. */
  readonly names: readonly string[];
  files: number;
  problems: number;
  withProblems: number;
}

/** Longer lists of names are cut. */
const NAMES = 3;

/** What a check of the source has found, in a sentence. */
export function sentenceOf({ names, files, problems, withProblems }: Checked): string {
  const shown =
    names.length > NAMES
      ? t('{0} and {1} more', names.slice(0, NAMES).join(', '), String(names.length - NAMES))
      : names.join(', ');
  if (files === 0) {
    return t('No source of {0} could be read: does `main` of its configuration name it?', shown);
  }
  if (problems === 0) {
    return files === 1
      ? t('No known problems in the one file of {0}.', shown)
      : t('No known problems in {0} files of {1}.', formatCount(files), shown);
  }
  return t(
    'Known problems in {0}: {1}, in {2} of {3} files.',
    shown,
    formatCount(problems),
    formatCount(withProblems),
    formatCount(files),
  );
}
