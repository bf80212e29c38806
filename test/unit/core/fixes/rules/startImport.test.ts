import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startImport } from '../../../../../extension/core/fixes/rules/startImport.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { projectOf } from '../../../../support/projectFixes.ts';

const message = 'Script startup exceeded CPU time limit.';
const TITLE = 'Import `big` where it is used';

const handler = (body: string) => `export default {
  async fetch(request, env) {
${body}
  },
};
`;

describe('QF-22 packages that are loaded at start-up', () => {
  const fixed: Record<string, [before: string, after: string]> = {
    'one name': [
      `▸import { Big } from 'big';\n${handler('    return new Response(new Big(1).toString());')}`,
      handler(
        "    const { Big } = await import('big');\n    return new Response(new Big(1).toString());",
      ),
    ],
    'the default and other names': [
      `import { Hono } from "hono";\r\n▸import big, { round as to, "a b" as c } from "big";\r\nconst app = new Hono();\r\napp.get("/", async (context) => {\r\n  const n = 1;\r\n  return context.text(to(big(n), c));\r\n});\r\n`,
      `import { Hono } from "hono";\r\nconst app = new Hono();\r\napp.get("/", async (context) => {\r\n  const n = 1;\r\n  const { default: big, round: to, "a b": c } = await import("big");\r\n  return context.text(to(big(n), c));\r\n});\r\n`,
    ],
    'the whole module': [
      `▸import * as big from 'big'\nimport { small } from './small'\n\nasync function draw(page) {\n\tsmall(page)\n\treturn page.map((line) => big.draw(line))\n}\n`,
      `import { small } from './small'\n\nasync function draw(page) {\n\tsmall(page)\n\tconst big = await import('big')\n\treturn page.map((line) => big.draw(line))\n}\n`,
    ],
    'a name that a loop uses': [
      `▸import { Big } from 'big';\n${handler('    for (const n of env.LIST) {\n      console.log(new Big(n));\n    }')}`,
      handler(
        "    const { Big } = await import('big');\n    for (const n of env.LIST) {\n      console.log(new Big(n));\n    }",
      ),
    ],
    'a name that one branch uses': [
      `▸import { Big } from 'big';\n${handler('    if (request.url) {\n      return Response.json([new Big(1), Big.name]);\n    }')}`,
      handler(
        "    if (request.url) {\n      const { Big } = await import('big');\n      return Response.json([new Big(1), Big.name]);\n    }",
      ),
    ],
  };
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`puts off ${name}`, () => {
      assert.equal(checkFix(startImport, before, TITLE, after, { message }).safety, 'review');
    });
  }

  it('offers nothing where no error has come', () => {
    for (const [before] of Object.values(fixed)) checkNoFix(startImport, before);
  });

  it('offers nothing for a package that another module loads', () => {
    const worker = `import { Big } from 'big';\nimport { two } from './two';\n${handler('    return Response.json([new Big(1), two]);')}`;
    const two = "import { Big } from 'big';\nexport const two = new Big(2);\n";
    const project = projectOf({ modules: { 'worker.ts': worker, 'two.ts': two } });
    checkNoFix(startImport, `▸${worker}`, { message, project });
  });

  const use = handler('    return Response.json(new Big(1));');
  const refused: Record<string, string> = {
    'a name that the module uses while it loads': `▸import { Big } from 'big';\nconst one = new Big(1);\n${use}`,
    'a name that two functions use': `▸import { Big } from 'big';\n${use}export const two = async () => new Big(2);\n`,
    'a function that does not wait': `▸import { Big } from 'big';\nexport default {\n  fetch(request) {\n    return Response.json(new Big(1));\n  },\n};\n`,
    'a name that stands in a type': `▸import { Big } from 'big';\nconst bigs: Big[] = [];\n${use}`,
    'a class that is extended': `▸import { Big } from 'big';\nclass Own extends Big {}\n${use}`,
    'a name that is exported again': `▸import { Big } from 'big';\nexport { Big };\n${use}`,
    'a name that nothing uses': `▸import { Big } from 'big';\n${handler('    return new Response();')}`,
    'a type': `▸import { type Big, make } from 'big';\n${handler('    return Response.json(make() as Big);')}`,
    'what the runtime brings along': `▸import { Buffer as Big } from 'node:buffer';\n${use}`,
    'what a framework makes up': `▸import { Big } from 'astro:assets';\n${use}`,
    'a package that is loaded anyway': `▸import { Big } from 'big';\nexport { round } from 'big';\n${use}`,
    'a module of the project': `▸import { Big } from './big';\n${use}`,
    'a module that is loaded for what it does': `▸import 'big';\n${use}`,
    'a parameter with a default': `▸import { Big } from 'big';\nexport const one = async (n = new Big(1)) => {\n  return n;\n};\n`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(startImport, before, { message });
    });
  }
});
