import type { Failure } from './failures.ts';
import { isModule } from './locate.ts';
import { parseStack } from './parseStack.ts';

/** Shorter names are those of a minifier. */
const SHORTEST_NAME = 3;

/** The function of the user's own code that failed, as far as a bundle's frame names it. */
export function nameOfFunction({ stack = '' }: Pick<Failure, 'stack'>): string | undefined {
  const frame = parseStack(stack).find(({ origin }) => origin === 'own');
  if (frame === undefined || !isModule(frame.file)) return undefined;
  const { functionName } = frame;
  return functionName.length < SHORTEST_NAME ? undefined : functionName;
}
