import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';
import {
  codeActions,
  failedRequest,
  fileIn,
  openRecorded,
  ours,
  projectIsKnown,
  type,
  writeFiles,
} from '../editor.ts';

const ENTRY = `import { notify } from './notify';

export default {
  async fetch(request, env, ctx) {
    const { waitUntil } = ctx;
    waitUntil(env.LOG.put('a', '1'));
    return new Response('ok');
  },
  async queue(batch, env) {
    await run(env.LOG.get);
  },
  async scheduled(controller, env, ctx) {
    await notify(env);
  },
};
`;
const NOTIFY = `export async function notify(env) {
  const response = await fetch('https://hooks.example/');
  response.headers.set('x-sent', '1');
  return response;
}
`;
const ILLEGAL = 'Illegal invocation: function called with incorrect `this` reference.';

suite('Fixes at a problem', () => {
  const entry = fileIn('shop/src/index.js');
  const notify = fileIn('shop/src/notify.js');

  suiteSetup(async () => {
    await writeFiles({
      'shop/wrangler.toml': 'name = "shop"\nmain = "src/index.js"\n',
      'shop/src/index.js': ENTRY,
      'shop/src/notify.js': NOTIFY,
    });
    await projectIsKnown('shop', 'src/index.js');
  });

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await writeFiles({ 'shop/src/index.js': ENTRY, 'shop/src/notify.js': NOTIFY });
    await vscode.commands.executeCommand('tailWorker.clear');
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileIn('shop'), { recursive: true });
  });

  async function problemIn(uri: vscode.Uri): Promise<vscode.Diagnostic> {
    return waitFor('the problem', () => ours(uri)[0]);
  }

  async function failIllegally(): Promise<vscode.Diagnostic> {
    await openRecorded(failedRequest('shop', ILLEGAL, '    at Object.fetch (src/index.js:6:5)'));
    return problemIn(entry);
  }

  const titles = (actions: readonly vscode.CodeAction[]): string[] =>
    actions.map(({ title }) => title);

  test('the safe one is first and preferred, then what mends more, then what tells more', async () => {
    const problem = await failIllegally();
    const actions = await codeActions(entry, problem.range);
    assert.deepEqual(titles(actions).slice(0, 3), [
      'Call `waitUntil` on `ctx`',
      'Fix all 2 of this kind in the file',
      'Explain rt:illegal-invocation',
    ]);
    assert.equal(titles(actions).at(-1), 'Mute This Failure');
    assert.deepEqual(
      actions.map(({ isPreferred }) => isPreferred === true),
      actions.map((_, index) => index === 0),
    );
  });

  test('all mistakes of a kind in a file are mended together', async () => {
    const problem = await failIllegally();
    const actions = await codeActions(entry, problem.range);
    const all = actions.find(({ title }) => title.startsWith('Fix all 2'));
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    const text = (await vscode.workspace.openTextDocument(entry)).getText();
    assert.match(text, /ctx\.waitUntil\(env\.LOG\.put/);
    assert.match(text, /=> env\.LOG\.get\(/);
  });

  test('a save can mend what is marked, when it is asked to', async () => {
    const problem = await failIllegally();
    const kind = vscode.CodeActionKind.SourceFixAll.append('tailWorker');
    const [action, ...others] = await codeActions(entry, problem.range, kind);
    assert.ok(action?.edit);
    assert.deepEqual(titles(others), []);
    assert.ok(kind.contains(action.kind ?? vscode.CodeActionKind.Empty));
    assert.equal(action.edit.get(entry).length > 1, true);
  });

  test('without a place in a stack the fix is in what the Worker imports', async () => {
    await openRecorded({
      ...failedRequest('shop', "Can't modify immutable headers."),
      event: { cron: '* * * * *', scheduledTime: 1_767_200_000_000 },
    });
    const problem = await problemIn(entry);
    assert.equal(problem.range.start.line, 11, 'async scheduled(…)');
    const [action] = await codeActions(entry, problem.range);
    assert.equal(action?.title, 'Copy the response before changing its headers in src/notify.js');
    assert.ok(action.edit);
    assert.deepEqual(
      action.edit.entries().map(([uri]) => uri.path),
      [notify.path],
    );
    await vscode.workspace.applyEdit(action.edit);
    const document = await vscode.workspace.openTextDocument(notify);
    assert.match(document.getText(), /new Response\(/);
    await vscode.window.showTextDocument(document);
  });

  test('a text that the user has changed in another file is edited as it is now, or not at all', async () => {
    await openRecorded({
      ...failedRequest('shop', "Can't modify immutable headers."),
      event: { cron: '* * * * *', scheduledTime: 1_767_200_000_000 },
    });
    const problem = await problemIn(entry);
    assert.match((await codeActions(entry, problem.range))[0]?.title ?? '', /^Copy/);
    await type(notify, "response.headers.set('x-sent', '1');", '// no more');
    const actions = await codeActions(entry, problem.range);
    assert.deepEqual(
      titles(actions).filter((title) => title.includes('notify')),
      [],
    );
    // No frame names the bundle: source maps would not help.
    assert.equal(titles(actions)[0], 'How to Fix rt:immutable-headers');
    await vscode.window.showTextDocument(notify);
  });

  test('nothing is edited once the marked text has changed, or its pattern is gone', async () => {
    const problem = await failIllegally();
    await type(entry, 'const { waitUntil } = ctx;', 'const waitUntil = (p) => ctx.waitUntil(p);');
    const edits = (await codeActions(entry, problem.range)).filter(({ edit }) => edit);
    assert.deepEqual(titles(edits), []);
  });

  test('where the place is a guess, each fix is to be reviewed', async () => {
    const talk = `export default {
  fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
    server.addEventListener('message', () => server.close(1006));
    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
    await writeFiles({ 'shop/src/index.js': talk });
    const request = { url: 'https://shop.example/', method: 'GET', cf: {} };
    await openRecorded({
      ...failedRequest('shop', 'Network connection lost.'),
      event: { request: { ...request, headers: { upgrade: 'websocket' } } },
    });
    const problem = await waitFor('the guess', () =>
      ours(entry).find(({ message }) => message.includes('is a guess')),
    );
    const [action] = await codeActions(entry, problem.range);
    assert.equal(action?.title, 'Close with the code 1011');
    assert.notEqual(action.isPreferred, true);
  });

  test('a marker in the configuration has a light bulb too', async () => {
    const config = fileIn('shop/wrangler.toml');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(entry);
    await openRecorded(failedRequest('shop', ILLEGAL));
    const problem = await problemIn(config);
    assert.equal(problem.range.start.line, 1, 'main');
    const [first] = titles(await codeActions(config, problem.range));
    assert.equal(first, 'How to Fix rt:illegal-invocation');
  });

  test('source maps are advised where a stack names the bundle alone and they are turned off', async () => {
    const source = fileIn('plain/src/index.js');
    await writeFiles({
      'plain/wrangler.toml': 'name = "plain"\nmain = "src/index.js"\nupload_source_maps = false\n',
      'plain/src/index.js':
        'export default {\n  fetch() {\n    throw new Error("boom");\n  },\n};\n',
    });
    // The project may not be known yet, and no frame of it may be mapped before.
    const problem = await waitFor('the problem', async () => {
      await openRecorded(failedRequest('plain', 'boom', '    at f (index.js:3:11)'));
      return waitFor('it is placed', () => ours(source)[0], 1000).catch(() => undefined);
    });
    assert.match(problem.message, /names only the bundle/);
    const [action] = await codeActions(source, problem.range);
    assert.equal(action?.title, 'Upload source maps, to see the line next time');
    await vscode.workspace.fs.delete(fileIn('plain'), { recursive: true });
  });

  test('a failure that crossed RPC is in the method that threw it, called from where its stack is', async () => {
    const room = fileIn('rooms/src/room.js');
    await writeFiles({
      'rooms/wrangler.toml':
        'name = "rooms"\nmain = "src/index.js"\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n',
      'rooms/src/index.js': `export { Room } from './room';
export default {
  async fetch(request, env) {
    await env.ROOM.getByName('a').append(await request.text());
  },
};
`,
      'rooms/src/room.js': `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async append(text) {
    this.save(text);
  }
  save(text) {
    this.ctx.storage.sql.exec('INSERT INTO notes VALUES (?)', text);
  }
}
`,
    });
    await projectIsKnown('rooms', 'src/index.js');
    const failed = failedRequest(
      'rooms',
      'string or blob too big: SQLITE_TOOBIG',
      '    at async Object.fetch (src/index.js:4:5)',
    );
    await openRecorded(
      {
        ...failed,
        exceptions: [],
        outcome: 'ok',
        entrypoint: 'Room',
        event: { rpcMethod: 'append' },
      },
      failed,
    );
    const problem = await problemIn(room);
    assert.equal(problem.range.start.line, 6);
    assert.match(problem.message, /Thrown in Room\.append/);
    const [caller] = problem.relatedInformation ?? [];
    assert.equal(caller?.location.uri.path, fileIn('rooms/src/index.js').path);
    const actions = titles(await codeActions(room, problem.range));
    assert.ok(
      actions.includes('Show the Same Failure in the Other Worker or Object'),
      actions.join(),
    );
    await vscode.workspace.fs.delete(fileIn('rooms'), { recursive: true });
  });

  test('all mistakes of a kind in a project are mended together', async () => {
    const entryToo = ENTRY.replace(
      "return new Response('ok');",
      "const page = await fetch(request);\n    page.headers.set('x-shop', '1');\n    return page;",
    );
    await writeFiles({ 'shop/src/index.js': entryToo });
    await openRecorded(
      failedRequest(
        'shop',
        "Can't modify immutable headers.",
        '    at notify (src/notify.js:3:20)\n    at Object.scheduled (src/index.js:12:11)',
      ),
    );
    const problem = await problemIn(notify);
    const all = await waitFor('the project is read again', async () =>
      (await codeActions(notify, problem.range)).find(
        ({ title }) => title === 'Fix all 2 of this kind in the project',
      ),
    );
    assert.deepEqual(
      all.edit?.entries().map(([uri, edits]) => [uri.path, edits.length > 0]),
      [
        [entry.path, true],
        [notify.path, true],
      ],
    );
  });
});
