import { isWholeTemplate, parseTemplate } from '../../extension/core/catalog/template.ts';
import { cppTexts } from './cppTexts.ts';
import { withValues, type InventoryLine } from './inventory.ts';
import { scriptTexts } from './scriptTexts.ts';

/** A text of a source that no line of the inventory has. */
export interface LackingText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly isWarning: boolean;
}

/** @returns undefined for a file that raises nothing: a test, a declaration, no source at all. */
export function textsOf(file: string): typeof cppTexts | undefined {
  if (/test/i.test(file)) return undefined;
  if (/^workerd\/.*\.(?:c\+\+|h)$/.test(file)) return cppTexts;
  return /^(?:node|cloudflare)\/.*(?<!\.d)\.[jt]s$/.test(file) ? scriptTexts : undefined;
}

/** Each once. @param file below `src` of workerd. */
export function lackingTexts(
  file: string,
  source: string,
  inventory: readonly InventoryLine[],
): LackingText[] {
  const lacking = new Map<string, LackingText>();
  for (const { line, text, isWarning } of textsOf(file)?.(source) ?? []) {
    const message = withValues(text, 'sample');
    const isKnown = !saysSomething(text) || inventory.some((known) => covers(known, message));
    if (isKnown || lacking.has(message)) continue;
    lacking.set(message, { file: file.replace(/^workerd\//, ''), line, text, isWarning });
  }
  return [...lacking.values()];
}

/** A value alone is no text, and neither is a name. */
function saysSomething(text: string): boolean {
  const constant = withValues(text, '');
  return /[A-Za-z]{3}/.test(constant) && /^[A-Z]| /.test(constant);
}

function covers({ text }: InventoryLine, message: string): boolean {
  if (bare(withValues(text, 'sample')) === bare(message)) return true;
  const constant = withValues(text, ' ');
  return /[A-Za-z]{3}/.test(constant) && isWholeTemplate(parseTemplate(text), bare(message));
}

function bare(message: string): string {
  return message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
}
