import type { ProjectRule } from '../fixRule.ts';
import { durableObjectClass } from './durableObjectClass.ts';
import { sqliteClasses } from './sqliteClasses.ts';

/** Every rule, in the order of the alphabet. */
export const projectRules: readonly ProjectRule[] = [durableObjectClass, sqliteClasses];
