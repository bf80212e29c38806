import type { ProjectRule } from '../fixRule.ts';
import { bindingDescription } from './bindingDescription.ts';
import { closeReplyDate } from './closeReplyDate.ts';
import { cpuLimit } from './cpuLimit.ts';
import { durableObjectClass } from './durableObjectClass.ts';
import { handlerMissing } from './handlerMissing.ts';
import { handlerNotExported } from './handlerNotExported.ts';
import { limitsRefused } from './limitsRefused.ts';
import { minify } from './minify.ts';
import { nodeBuiltins } from './nodeBuiltins.ts';
import { nodeGlobals } from './nodeGlobals.ts';
import { passThrough } from './passThrough.ts';
import { rpcDate } from './rpcDate.ts';
import { sqliteClasses } from './sqliteClasses.ts';
import { strictlyPublicFetch } from './strictlyPublicFetch.ts';
import { subrequestLimit } from './subrequestLimit.ts';
import { variableAndSecret } from './variableAndSecret.ts';
import { workerName } from './workerName.ts';

/** Every rule, in the order of the alphabet. */
export const projectRules: readonly ProjectRule[] = [
  bindingDescription,
  closeReplyDate,
  cpuLimit,
  durableObjectClass,
  handlerMissing,
  handlerNotExported,
  limitsRefused,
  minify,
  nodeBuiltins,
  nodeGlobals,
  passThrough,
  rpcDate,
  sqliteClasses,
  strictlyPublicFetch,
  subrequestLimit,
  variableAndSecret,
  workerName,
];
