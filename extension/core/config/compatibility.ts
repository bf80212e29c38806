import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { fieldsOf } from '../../shared/fieldsOf.ts';

/** Which behaviour of the runtime a configuration asks for. */
export interface Compatibility {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly flags: readonly string[];
}

/** An environment says either for itself; undefined without a date, or when the text cannot be read. */
export function compatibilityOf(
  text: string,
  format: 'toml' | 'json',
  environment: string | undefined,
): Compatibility | undefined {
  const top = fieldsOf(parsed(text, format));
  const own = environment === undefined ? {} : fieldsOf(fieldsOf(top.env)[environment]);
  const date = own.compatibility_date ?? top.compatibility_date;
  const flags = own.compatibility_flags ?? top.compatibility_flags;
  if (typeof date !== 'string') return undefined;
  return {
    date,
    flags: Array.isArray(flags) ? flags.filter((flag) => typeof flag === 'string') : [],
  };
}

function parsed(text: string, format: 'toml' | 'json'): unknown {
  if (format === 'json') return parseJsonc(text, [], { allowTrailingComma: true });
  try {
    return parseToml(text);
  } catch {
    // The text is being typed.
    return undefined;
  }
}
