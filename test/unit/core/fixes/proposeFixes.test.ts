import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../extension/core/fixes/editBuilder.ts';
import type { Fix, FixRule } from '../../../../extension/core/fixes/fixRule.ts';
import { type FixRequest, proposeFixes } from '../../../../extension/core/fixes/proposeFixes.ts';
import { SyntaxTrees } from '../../../../extension/core/fixes/syntaxTree.ts';
import type { Log } from '../../../../extension/shared/log.ts';

function recordingLog() {
  const errors: string[] = [];
  const ignore = () => undefined;
  const log: Log = {
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (message) => {
      errors.push(message instanceof Error ? message.message : message);
    },
  };
  return { log, errors };
}

const rule = (title: string, safety: Fix['safety'], code = 'rt:a'): FixRule => ({
  id: 'QF-99',
  codes: [code],
  propose: () => ({ rule: 'QF-99', title, safety, edits: [] }),
});

const broken: FixRule = {
  id: 'QF-98',
  codes: ['rt:a'],
  propose: () => {
    throw new Error('a bug of the rule');
  },
};

function request(more: Partial<FixRequest>): FixRequest {
  const { log } = recordingLog();
  return {
    codes: ['rt:a'],
    message: '',
    source: 'a;',
    fileName: 'a.ts',
    offset: 0,
    log,
    ...more,
  };
}

const titles = (more: Partial<FixRequest>) => proposeFixes(request(more)).map(({ title }) => title);

describe('proposeFixes', () => {
  it('puts safe fixes first and else keeps the order of the rules', () => {
    const rules = [rule('1', 'review'), rule('2', 'safe'), rule('3', 'review'), rule('4', 'safe')];
    assert.deepEqual(titles({ rules }), ['2', '4', '1', '3']);
  });

  it('asks only the rules that answer a code of the problem', () => {
    const rules = [rule('1', 'safe', 'rt:b'), rule('2', 'safe', 'rt:a')];
    assert.deepEqual(titles({ rules, codes: ['rt:a', 'cf:1101'] }), ['2']);
    assert.deepEqual(titles({ rules, codes: [] }), []);
  });

  it('skips a rule that throws and reports it', () => {
    const { log, errors } = recordingLog();
    assert.deepEqual(titles({ rules: [broken, rule('2', 'safe')], log }), ['2']);
    assert.deepEqual(errors, ['Fix rule QF-98 failed.', 'a bug of the rule']);
  });

  it('offers nothing in a text that cannot be parsed or at a place outside it', () => {
    const rules = [rule('1', 'safe')];
    assert.deepEqual(titles({ rules, source: 'const = ;' }), []);
    assert.deepEqual(titles({ rules, fileName: 'a.vue' }), []);
    assert.deepEqual(titles({ rules, offset: 3 }), []);
    assert.deepEqual(titles({ rules, offset: -1 }), []);
  });

  it('offers nothing in a file that tools write', () => {
    const rules = [rule('1', 'safe')];
    for (const folder of ['node_modules/a', '.wrangler/tmp', 'dist', 'app\\\\dist']) {
      assert.deepEqual(titles({ rules, fileName: `${folder}/a.ts` }), [], folder);
    }
    assert.deepEqual(titles({ rules, fileName: 'src/distance/a.ts' }), ['1']);
  });

  it('parses a text once when it is given its trees', () => {
    const trees = new SyntaxTrees();
    const seen = new Set<unknown>();
    const noting: FixRule = {
      id: 'QF-97',
      codes: ['rt:a'],
      propose: ({ tree }) => void seen.add(tree),
    };
    proposeFixes(request({ rules: [noting], trees }));
    proposeFixes(request({ rules: [noting], trees }));
    assert.equal(seen.size, 1);
  });

  it('finds the rules of the product by itself, with surrogate pairs and CRLF before the place', () => {
    const source =
      "// 𝕎𝕎\r\nexport default {\r\n  fetch(request, env, ctx) {\r\n    const { waitUntil } = ctx;\r\n    waitUntil(task('𝕎'));\r\n  },\r\n};\r\n";
    const [fix] = proposeFixes(
      request({
        codes: ['rt:illegal-invocation'],
        source,
        offset: source.indexOf('waitUntil('),
      }),
    );
    assert.ok(fix);
    assert.equal(
      applyEdits(source, fix.edits),
      "// 𝕎𝕎\r\nexport default {\r\n  fetch(request, env, ctx) {\r\n    ctx.waitUntil(task('𝕎'));\r\n  },\r\n};\r\n",
    );
  });

  it('gives up rather than throw, at whatever offset of a working Worker', () => {
    const source = `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    server.send('hi');
    const up = await fetch(request);
    const copy = new Response(up.body, up);
    copy.headers.set('a', 'b');
    this.ctx.waitUntil(copy.clone().text());
    return new Response(null, { status: 101, webSocket: client });
  }
}
`;
    const codes = [
      'rt:illegal-invocation',
      'rt:immutable-headers',
      'rt:websocket-returned-after-accept',
      'rt:websocket-not-accepted',
    ];
    const trees = new SyntaxTrees();
    const { log, errors } = recordingLog();
    for (let offset = 0; offset <= source.length; offset++) {
      assert.deepEqual(proposeFixes(request({ codes, source, offset, trees, log })), []);
    }
    assert.deepEqual(errors, []);
  });
});
