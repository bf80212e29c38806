import assert from 'node:assert/strict';
import * as path from 'node:path';
import { test } from 'node:test';
import { TraceMap, traceSegment } from '@jridgewell/trace-mapping';
import { buildSync } from 'esbuild';
import { Mappings } from '../../../../extension/core/errors/mappings.ts';
import { repository } from '../../../support/repository.ts';

/** A map of a real bundle, of some 100,000 segments. */
function bundle(minify: boolean): { map: string; code: string } {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(repository, 'extension/core/fixes/proposeFixes.ts')],
    bundle: true,
    minify,
    format: 'esm',
    sourcemap: 'external',
    sourcesContent: false,
    outfile: 'index.js',
    write: false,
  });
  const [map, code] = outputFiles;
  assert.ok(map && code);
  return { map: map.text, code: code.text };
}

for (const minify of [false, true]) {
  test(`each place of a ${minify ? 'minified ' : ''}bundle is as another reader has it`, () => {
    const { map, code } = bundle(minify);
    const other = new TraceMap(map);
    const { mappings } = JSON.parse(map) as { mappings: string }; // esbuild's own
    const own = new Mappings(mappings);
    const lines = code.split('\n');
    let found = 0;
    for (const [line, text] of [...lines, ''].entries()) {
      for (let column = 0; column <= text.length; column += 7) {
        const [start, source, row, at] = traceSegment(other, line, column) ?? [];
        const expected =
          source === undefined ? undefined : { start, source, line: row, column: at };
        assert.deepEqual(own.at(line, column), expected, `${line}:${column}`);
        if (expected !== undefined) found++;
      }
    }
    assert.ok(found > 1000);
  });
}

test('a segment without a source, lines without segments, and what is beyond are nowhere', () => {
  const map = new Mappings('AAAA,E;;CACA');
  assert.deepEqual(map.at(0, 1), { start: 0, source: 0, line: 0, column: 0 });
  assert.equal(map.at(0, 2), undefined);
  assert.equal(map.at(1, 0), undefined);
  assert.equal(map.at(2, 0), undefined, 'before the first segment of the line');
  assert.deepEqual(map.at(2, 5), { start: 1, source: 0, line: 1, column: 0 });
  assert.equal(map.at(3, 0), undefined);
  assert.equal(map.at(-1, 0), undefined);
  assert.equal(new Mappings('').at(0, 0), undefined);
});

for (const broken of ['AA', 'AAA', 'AAAAAA', 'A*AA', 'AAA\u00e9', 'g', 'gggggggggA', 'EAAA,DAAA']) {
  test(`${JSON.stringify(broken)} is refused`, () => {
    assert.throws(() => new Mappings(broken), /not well formed/);
  });
}
