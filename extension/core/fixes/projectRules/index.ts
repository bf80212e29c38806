import type { ProjectRule } from '../fixRule.ts';
import { closeReplyDate } from './closeReplyDate.ts';
import { durableObjectClass } from './durableObjectClass.ts';
import { handlerMissing } from './handlerMissing.ts';
import { handlerNotExported } from './handlerNotExported.ts';
import { nodeBuiltins } from './nodeBuiltins.ts';
import { sqliteClasses } from './sqliteClasses.ts';

/** Every rule, in the order of the alphabet. */
export const projectRules: readonly ProjectRule[] = [
  closeReplyDate,
  durableObjectClass,
  handlerMissing,
  handlerNotExported,
  nodeBuiltins,
  sqliteClasses,
];
