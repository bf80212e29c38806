import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix, FixRule, ProjectRule } from '../../../../extension/core/fixes/fixRule.ts';
import { type FixRequest, proposeFixes } from '../../../../extension/core/fixes/proposeFixes.ts';
import { parseSource, SyntaxTrees } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';
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

/** Finds every call of `mistake()`. */
const rule = (title: string, safety: Fix['safety'], code = 'rt:a'): FixRule => ({
  id: 'QF-99',
  codes: [code],
  find: ({ tree, nodes }) =>
    nodes
      .filter((node) => node.type === 'CallExpression' && tree.textOf(node) === 'mistake()')
      .map((node) => ({
        node,
        subject: node,
        fixes: () => [{ rule: 'QF-99', title, safety, edits: [] }],
      })),
});

const broken: FixRule = {
  id: 'QF-98',
  codes: ['rt:a'],
  find: () => {
    throw new Error('a bug of the rule');
  },
};

function request(more: Partial<FixRequest>): FixRequest {
  const { log } = recordingLog();
  return {
    codes: ['rt:a'],
    message: '',
    source: 'mistake();',
    fileName: 'a.ts',
    offset: 0,
    reach: 'frame',
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

  for (const reach of ['frame', 'handler'] as const) {
    it(`offers no edit after which the rule finds the mistake again, from a ${reach}`, () => {
      const edited = (title: string, start: number, text: string): FixRule => ({
        ...rule(title, 'safe'),
        find: (search) =>
          rule(title, 'safe')
            .find(search)
            .map((one) => ({
              ...one,
              fixes: () =>
                one.fixes().map((fix) => ({ ...fix, edits: [{ start, end: start, text }] })),
            })),
      });
      const rules = [
        edited('moves it', 0, 'await '),
        edited('breaks the text', 8, ')'),
        edited('mends it', 8, '1'),
      ];
      assert.deepEqual(titles({ rules, reach }), ['mends it']);
    });
  }

  it('skips a rule that throws and reports it', () => {
    const { log, errors } = recordingLog();
    assert.deepEqual(titles({ rules: [broken, rule('2', 'safe')], log }), ['2']);
    assert.deepEqual(errors, ['Fix rule QF-98 failed.', 'a bug of the rule']);
  });

  it('offers nothing in a text that cannot be parsed or at a place outside it', () => {
    const rules = [rule('1', 'safe')];
    assert.deepEqual(titles({ rules, source: 'const = ;' }), []);
    assert.deepEqual(titles({ rules, fileName: 'a.vue' }), []);
    assert.deepEqual(titles({ rules, offset: 30 }), []);
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
      find: ({ tree }) => {
        seen.add(tree);
        return [];
      },
    };
    proposeFixes(request({ rules: [noting], trees }));
    proposeFixes(request({ rules: [noting], trees }));
    assert.equal(seen.size, 1);
  });

  it('widens a search that began at a handler to its module', () => {
    const source = 'function fetch() {\n  other();\n}\nfunction other() {\n  mistake();\n}';
    const rules = [rule('1', 'safe')];
    assert.deepEqual(titles({ rules, source, reach: 'handler' }), ['1']);
    assert.deepEqual(titles({ rules, source, reach: 'frame' }), []);
  });

  it('offers each of a few places to be looked at, and none of many', () => {
    const rules = [rule('1', 'safe')];
    const source = (count: number) => `function fetch() {}\n${'mistake();\n'.repeat(count)}`;
    const two = proposeFixes(request({ rules, source: source(2), reach: 'handler' }));
    assert.deepEqual(
      two.map(({ title, safety }) => `${title} ${safety}`),
      ['1 (line 2) review', '1 (line 3) review'],
    );
    assert.deepEqual(titles({ rules, source: source(4), reach: 'handler' }), []);
  });

  it('widens the search further to the modules of the Worker, the nearest first', () => {
    const modules = ['entry;', 'mistake();', 'mistake();'].map((source, index) => {
      const tree = parseSource(source, 'a.ts');
      assert.ok(tree);
      return { file: `src/${index}.ts`, tree };
    });
    const project = { config: undefined, environment: undefined, modules: () => modules };
    const rules = [rule('1', 'safe')];
    const [fix, ...more] = proposeFixes(
      request({ rules, source: 'entry;', fileName: 'src/0.ts', reach: 'handler', project }),
    );
    assert.equal(fix?.title, '1 in src/1.ts');
    assert.deepEqual(fix.edits, []);
    assert.deepEqual(fix.elsewhere, [{ file: 'src/1.ts', edits: [] }]);
    assert.deepEqual(more, []);
  });

  it('asks a rule for the project only when there is one, whatever the file is', () => {
    const config = { file: 'wrangler.toml', text: 'name = "a"' };
    const projectRule: ProjectRule = {
      id: 'QF-96',
      codes: ['rt:a'],
      propose: (project, message) => [
        {
          rule: 'QF-96',
          title: `${project.config?.file ?? ''} ${message}`,
          safety: 'safe',
          edits: [],
        },
      ],
    };
    const more = {
      rules: [],
      projectRules: [projectRule],
      fileName: 'wrangler.toml',
      message: 'm',
    };
    assert.deepEqual(titles(more), []);
    const project = { config, environment: undefined, modules: () => [] };
    assert.deepEqual(titles({ ...more, project }), ['wrangler.toml m']);
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
