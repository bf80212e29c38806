import type { TailLog } from '../../shared/tailEvent.ts';
import { decided, identify, type Finding } from './identify.ts';

/**
 * `env.AUTH.whoami is not a function` says no more than a name. The runtime has warned of that name where it knows
 * why it is missing, and then the warning is the answer.
 */
export function warningOfName(message: string, logs: readonly TailLog[]): Finding | undefined {
  const name = NOT_A_FUNCTION.exec(message)?.[1];
  if (name === undefined) return undefined;
  for (const { level, message: parts } of logs) {
    const [text] = parts;
    if (level !== 'warn' || typeof text !== 'string' || !text.includes(`'${name}'`)) continue;
    const finding = identify(text, 'log');
    if (decided(finding) !== undefined) return finding;
  }
  return undefined;
}

const NOT_A_FUNCTION = /\.([\w$]{1,100}) is not a function\b/;
