import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/** Command lines of the processes of a group that still run. */
export function groupMembers(leader: number): string[] {
  return execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .flatMap((match) => {
      const [, group, state = '', args = ''] = match ?? [];
      // A zombie has ended and waits for its parent.
      return Number(group) === leader && !state.startsWith('Z') ? [args] : [];
    });
}

/** The wrangler launchers that run in a folder: their numbers, and those of their parents. */
export function wranglersIn(folder: string): { readonly pid: number; readonly parent: number }[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s+.*wrangler\.js tail\b/.exec(line) ?? [];
      return pid !== undefined && workingFolder(pid) === folder
        ? [{ pid: Number(pid), parent: Number(parent) }]
        : [];
    });
}

/** Undefined when the process has ended. */
function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
