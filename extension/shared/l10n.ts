import { config, t } from '@vscode/l10n';

/**
 * The one door to texts that a person reads: `t('Stop the tail of {0}', name)`. The English text is the key
 * of its translation; a text without one stays English. The first argument is a literal, and a whole
 * sentence: a test compares all of them with the files in `l10n/`.
 */
export { t };

/** Translations by the English text. */
export type Texts = Readonly<Record<string, string>>;

const ENGLISH = 'en';

/** Called once, before any text is made. @param texts undefined when there is no translation. */
export function useLanguage(language: string, texts: Texts | undefined): void {
  config({ contents: texts ?? {} });
  formats = formatsOf(texts === undefined ? ENGLISH : language);
}

/** The language that texts are in: a tag of BCP 47, such as `en`, `ru` or `pt-br`. */
export function languageOfTexts(): string {
  return formats.language;
}

/** Such as `8,412`. */
export function formatCount(value: number): string {
  return formats.count.format(value);
}

/** Such as `12.3`. */
export function formatRate(value: number): string {
  return formats.rate.format(value);
}

/** @param time ms since the epoch. @returns the local time, such as `18:04:26`. */
export function formatTime(time: number): string {
  return formats.time.format(time);
}

interface Formats {
  readonly language: string;
  readonly count: Intl.NumberFormat;
  readonly rate: Intl.NumberFormat;
  readonly time: Intl.DateTimeFormat;
}

/** Made once a language: a footer of counts is written 60 times a second. */
function formatsOf(wanted: string): Formats {
  const language = isTag(wanted) ? wanted : ENGLISH;
  return {
    language,
    count: new Intl.NumberFormat(language),
    rate: new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    time: new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }),
  };
}

/** The editor takes any text as its display language, also one that `Intl` throws at, such as `ru_RU`. */
function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

let formats = formatsOf(ENGLISH);
