import { fieldsOf } from '../../shared/fieldsOf.ts';

const DEPLOY = /\bwrangler\s+(?:deploy|publish|versions\s+upload)\b([^&|;]*)/g;
const MINIFY = /\s--minify(?:\s+true|=true)?(?=\s|$)(?!\s+false\b)/;
const ENVIRONMENT = /\s(?:--env|-e)(?:=|\s+)(["']?)([\w-]+)\1(?=\s|$)/;

/**
 * Whether the scripts of a package deploy its Worker minified, as those of some templates do. One that names
 * no environment is run for those that none names.
 *
 * @param manifest text of `package.json`.
 */
export function deploysMinified(manifest: string, environment: string | undefined): boolean {
  const scripts = Object.values(fieldsOf(fieldsOf(parse(manifest)).scripts));
  const deploys = scripts
    .flatMap((script) => (typeof script === 'string' ? [...script.matchAll(DEPLOY)] : []))
    .map(([, flags = '']) => ({ flags, named: ENVIRONMENT.exec(flags)?.[2] }));
  const own = deploys.filter(({ named }) => named === environment);
  const meant = own.length > 0 ? own : deploys.filter(({ named }) => named === undefined);
  return meant.some(({ flags }) => MINIFY.test(flags));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // being typed
  }
}
