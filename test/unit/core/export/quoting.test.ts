import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  escapeQuotes,
  quoteBash,
  quoteCmd,
  quotePowerShell,
} from '../../../../extension/core/export/quoting.ts';

const HOSTILE = [
  '',
  "'",
  "it's",
  '"; rm -rf ~; "',
  '$(id) `id` ${HOME} $HOME',
  "'$(id)'",
  '!! !id',
  '\\',
  "\\'",
  'a\\',
  '\n',
  'a\nb',
  '\r\n',
  '\u001b[201~ rm -rf ~\n',
  "\u0001'\\!0",
  '\u001b0',
  '\u202emoc.live\u202c',
  '\u2028',
  'ä 😀 \u00ad',
  '~',
  '#',
  '-rf',
  '*',
  '%PATH%',
  '‘’‚‛',
];

/** What bash makes of them, in one process. */
function throughBash(quoted: readonly string[]): string[] {
  const script = `printf '%s\\0' ${quoted.join(' ')}\n`;
  const output = execFileSync('bash', ['-s'], {
    input: script,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
  return output.toString('utf8').split('\0').slice(0, -1);
}

test('bash gives back whatever was quoted, and runs none of it', () => {
  const texts = [
    ...HOSTILE,
    ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), 3000),
    ...fc.sample(
      fc.string({
        unit: fc.constantFrom(...Array.from('\'"\\$`!\n\t\u001b\u007f {}()a0;|&')),
        maxLength: 12,
      }),
      3000,
    ),
  ];
  const expected = texts.map((text) => text.replaceAll('\0', '').toWellFormed());
  assert.deepEqual(throughBash(texts.map(quoteBash)), expected);
});

test('no control character reaches a terminal', () => {
  const any = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(any, (text) => {
      for (const quote of [quoteBash, quotePowerShell, quoteCmd]) {
        assert.doesNotMatch(quote(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }
    }),
    { numRuns: 2000 },
  );
});

test('PowerShell: only single quotes count within single quotes, and there are five of them', () => {
  const table: [string, string][] = [
    ['', "''"],
    ['plain', "'plain'"],
    ["it's", "'it''s'"],
    ['$env:PATH `n $(id)', "'$env:PATH `n $(id)'"],
    ['‘a’ ‚b‛', "'‘‘a’’ ‚‚b‛‛'"],
    ['a\nb', "('a' + [char]::ConvertFromUtf32(10) + 'b')"],
    ["\u001b'", "([char]::ConvertFromUtf32(27) + '''')"],
    ['a\0b', "'ab'"],
  ];
  for (const [text, quoted] of table) assert.equal(quotePowerShell(text), quoted);
});

test('PowerShell: a literal ends where it is meant to', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('\'‘’‚‛a$`"')) }), (text) => {
      const quoted = quotePowerShell(text);
      // As its tokenizer reads: two quotes are the second one, one is the end.
      const inside = quoted.slice(1, -1);
      assert.match(inside, /^(?:[^'‘’‚‛]|['‘’‚‛]{2})*$/);
      assert.equal(inside.replace(/['‘’‚‛](['‘’‚‛])/g, '$1'), text);
    }),
  );
});

test('a quote is escaped for a program as the C run-time library reads it', () => {
  const table: [string, string][] = [
    ['a', 'a'],
    ['"', '\\"'],
    ['\\"', '\\\\\\"'],
    ['a\\b', 'a\\b'],
    ['\\\\"x', '\\\\\\\\\\"x'],
  ];
  for (const [text, escaped] of table) assert.equal(escapeQuotes(text), escaped);
});

test('cmd: what it would read is behind a caret, a variable has no name', () => {
  const table: [string, string][] = [
    ['a b', '^"a b^"'],
    ['a"b', '^"a^\\^"b^"'],
    ['a&b|c<d>e(f)g^h!i', '^"a^&b^|c^<d^>e^(f^)g^^h^!i^"'],
    ['%PATH%', '^"%^PATH%^"'],
    ['%%', '^"%^%^"'],
    ['100% ', '^"100%^ ^"'],
    ['a\\', '^"a^\\^\\^"'],
    ['a\nb', '^"a b^"'],
  ];
  for (const [text, quoted] of table) assert.equal(quoteCmd(text), quoted);
});

test('cmd and the C run-time library give back whatever was quoted', () => {
  const unit = fc.constantFrom(...Array.from('"\\%^&|<>()! aP=;,\'`~'));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      assert.deepEqual(argumentsOf(throughCmd(quoteCmd(text))), [text]);
    }),
    { numRuns: 2000 },
  );
});

/** Phases 1 and 2 of cmd's prompt, as its documentation and the rules above say, for a line that it never quotes. */
function throughCmd(line: string): string {
  let isQuoted = false;
  let result = '';
  assert.doesNotMatch(line, /%[^%^]+%/, 'a variable is expanded');
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    if (character === '^' && !isQuoted) result += line[++i] ?? '';
    else {
      if (character === '"') isQuoted = !isQuoted;
      assert.ok(isQuoted || !/[&|<>()]/.test(character), `${character} is read by cmd in ${line}`);
      result += character;
    }
  }
  return result;
}

/** The rules of `parsing-c-command-line-arguments`. */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let current = '';
  let isQuoted = false;
  let hasArgument = false;
  for (let i = 0; i < line.length;) {
    const slashes = /^\\*/.exec(line.slice(i))?.[0].length ?? 0;
    const next = line[i + slashes];
    if (slashes > 0) {
      hasArgument = true;
      current += '\\'.repeat(next === '"' ? Math.floor(slashes / 2) : slashes);
      i += slashes;
      if (next === '"' && slashes % 2 === 1) {
        current += '"';
        i++;
      }
      continue;
    }
    if (next === '"') {
      isQuoted = !isQuoted;
      hasArgument = true;
    } else if (next === ' ' && !isQuoted) {
      if (hasArgument) found.push(current);
      current = '';
      hasArgument = false;
    } else {
      current += next ?? '';
      hasArgument = true;
    }
    i++;
  }
  return hasArgument ? [...found, current] : found;
}
