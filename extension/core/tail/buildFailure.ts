/** What wrangler puts before each line of a command that makes the entry. */
const OF_COMMAND = /^\[custom build\] (?=.)/;

/**
 * What tells why a build failed. Of a command that failed wrangler also prints the error it caught, with
 * hundreds of lines of fields (measured): only the command's own words and wrangler's last sentence matter.
 *
 * @param output of wrangler, without ANSI codes.
 */
export function reasonOf(output: string): string {
  const lines = output.split('\n').map((line) => line.trimEnd());
  const said = lines.filter((line) => OF_COMMAND.test(line));
  const last = lines.findLastIndex((line) => line.startsWith('✘ [ERROR]'));
  if (said.length === 0 || last < 0) return output.trim();
  return [...said, ...lines.slice(last).filter((line) => !said.includes(line))].join('\n').trim();
}
