import { spawn } from 'node:child_process';

/**
 * Ends a process and its children at once. On POSIX the process leads a group (it was spawned
 * `detached`), and the group outlives its leader: wrangler's inner process goes on tailing when only the
 * outer one is killed (measured).
 *
 * @param pid of the leader; nothing happens when none of them is left.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => undefined, // without taskkill there is no other way to end a tree
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!isNoSuchProcess(error) && !isRefused(error)) throw error;
  }
}

export function isNoSuchProcess(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}

/** What macOS says of a group whose last processes have ended and still wait for their parent. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPERM';
}
