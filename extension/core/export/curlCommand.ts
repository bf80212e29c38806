import type { CopiedRequest } from './copiedRequest.ts';
import { escapeQuotes, quoteBash, quoteCmd, quotePowerShell } from './quoting.ts';

export type Shell = 'bash' | 'powershell' | 'cmd';

/** A command that sends the request again, and above it a comment a note. */
export function curlCommand(
  request: CopiedRequest,
  notes: readonly string[],
  shell: Shell,
): string {
  const { comment, program, quote, goesOn } = SHELLS[shell];
  const first = [
    program,
    '--globoff',
    '--compressed',
    ...optionsOf(request, quote),
    quote(request.url),
  ];
  const lines = [first.join(' '), ...request.headers.map((each) => `-H ${quote(headerOf(each))}`)];
  const command = lines.join(` ${goesOn}\n  `);
  const hasQuotes =
    shell === 'powershell' && request.headers.some(([, value]) => value.includes('"'));
  return [
    ...notes.map((note) => `${comment} ${note}`),
    ...(hasQuotes ? [OLD_WAY, `  ${command}`, '}'] : [command]),
  ].join('\n');
}

/** How quotes reach a program differs between PowerShell 5.1 and 7.3; so both do it in the old way. */
const OLD_WAY = "& { $PSNativeCommandArgumentPassing = 'Legacy'";

const SHELLS = {
  bash: { comment: '#', program: 'curl', quote: quoteBash, goesOn: '\\' },
  // In PowerShell 5.1 `curl` is a command of its own.
  powershell: {
    comment: '#',
    program: 'curl.exe',
    quote: (text: string) => quotePowerShell(escapeQuotes(text)),
    goesOn: '`',
  },
  cmd: { comment: 'rem', program: 'curl', quote: quoteCmd, goesOn: '^' },
} as const;

function optionsOf(
  { method, headers }: CopiedRequest,
  quote: (text: string) => string,
): readonly string[] {
  const upgrades = headers.some(([name]) => name === 'upgrade');
  const options = upgrades ? ['--http1.1', '--include', '--no-buffer'] : [];
  if (method === 'GET') return options;
  if (method === 'HEAD') return [...options, '--head'];
  return [...options, '-X', /^[A-Z]+$/i.test(method) ? method : quote(method)];
}

/** curl takes a header without a value with `;`, else it leaves it out. At the end a backslash could meet a quote. */
function headerOf([name, value]: readonly [string, string]): string {
  if (value === '') return `${name};`;
  return `${name}: ${value}${value.endsWith('\\') ? ' ' : ''}`;
}
