import type { Log } from '../../extension/shared/log.ts';

const fail = (message: string | Error) => {
  throw message instanceof Error ? message : new Error(message);
};

/** For what has nothing to log when all is well. */
export const failingLog: Log = { trace: fail, debug: fail, info: fail, warn: fail, error: fail };
