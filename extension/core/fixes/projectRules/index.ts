import type { ProjectRule } from '../fixRule.ts';

/** Every rule, in the order of the alphabet. */
export const projectRules: readonly ProjectRule[] = [];
