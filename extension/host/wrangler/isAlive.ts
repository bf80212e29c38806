import { isNoSuchProcess } from './killTree.ts';

/** @param pid of a process on this machine, of any account. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isNoSuchProcess(error);
  }
}
