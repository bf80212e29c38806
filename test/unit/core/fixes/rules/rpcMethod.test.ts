import { describe, it } from 'node:test';
import { rpcMethod } from '../../../../../extension/core/fixes/rules/rpcMethod.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const lacks = (method: string) => ({
  message: `The RPC receiver does not implement the method "${method}".`,
});
const prices = (members: string, call: string) => `import * as cf from 'cloudflare:workers';
export class Prices extends cf.WorkerEntrypoint {
${members}
}
export default {
  async fetch(request: Request, env: Env) {
    return Response.json(await env.PRICES${call});
  },
};
`;
const NEAR = 'Call `today` instead of `toady`';
const FIELD = 'Make `today` a method: RPC does not reach fields';

describe('a method that the other side does not have', () => {
  it('calls the method that is spelt nearly so', () => {
    const members = '  today() {}\n  tomorrow() {}';
    const [before, after] = [prices(members, '.▸toady(1)'), prices(members, '.today(1)')];
    checkFix(rpcMethod, before, NEAR, after, lacks('toady'));
  });

  it('keeps the brackets around a name', () => {
    const members = '  today() {}';
    const [before, after] = [prices(members, "['▸toady']()"), prices(members, "['today']()")];
    checkFix(rpcMethod, before, NEAR, after, lacks('toady'));
  });

  for (const [name, field, method] of [
    [
      'an arrow function',
      '  today = () => {\n    return 1;\n  };',
      '  today() {\n    return 1;\n  }',
    ],
    [
      'an asynchronous one with types',
      '  public today = async <T>(of: T): Promise<T> => { return of }',
      '  public async today<T>(of: T): Promise<T> { return of }',
    ],
  ] as const) {
    it(`makes a method of a field that holds ${name}`, () => {
      const call = '.▸today()';
      const after = prices(method, '.today()');
      checkFix(rpcMethod, prices(field, call), FIELD, after, lacks('today'));
    });
  }

  for (const [name, members, call, method] of [
    ['a method that is spelt in quite another way', '  list() {}', '.▸toady()', 'toady'],
    ['two methods that are near', '  toad() {}\n  today() {}', '.▸toady()', 'toady'],
    [
      'a static method and a private one',
      '  static today() {}\n  #today() {}',
      '.▸toady()',
      'toady',
    ],
    ['a field that holds an expression', '  today = () => 1;', '.▸today()', 'today'],
    ['a field that is typed', '  today: Now = () => {};', '.▸today()', 'today'],
    ['a call of another method', '  today() {}', '.▸toady()', 'other'],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(rpcMethod, prices(members, call), lacks(method)));
  }

  it('leaves a class that the runtime does not make objects of', () => {
    const source = prices('  today() {}', '.▸toady()').replace('cf.WorkerEntrypoint', 'Base');
    checkNoFix(rpcMethod, source, lacks('toady'));
  });
  it('leaves a near name while no error tells of it', () => {
    checkNoFix(rpcMethod, prices('  today() {}', '.▸toady()'));
  });
});
