import { execFileSync } from 'node:child_process';

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
