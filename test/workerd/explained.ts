import assert from 'node:assert/strict';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import type { TailedWorker } from './tailedWorker.ts';

/** What code does, and the entry that its error must have. `caught` takes an error that code cannot throw on. */
export type Failure = readonly [key: string, code: string];

/** Runs each code on workerd, and asks the catalog for what workerd says. */
export async function assertExplained(
  worker: TailedWorker,
  failures: readonly Failure[],
  compatibilityDate?: string,
): Promise<void> {
  const steps = failures.map(
    ([, code]) => `async (caught: (error: unknown) => void) => { ${code} }`,
  );
  const url = await worker.deploy(
    `// @ts-nocheck
    const steps = [${steps.join(',\n')}];
    export default {
      async fetch() {
        const messages = [];
        for (const step of steps) {
          let said = '';
          try { await step((error) => { said = error.message; }); } catch (error) { said = error.message; }
          messages.push(said);
        }
        return Response.json(messages);
      },
    };`,
    compatibilityDate === undefined ? {} : { compatibilityDate },
  );
  const messages: unknown = await (await fetch(url)).json();
  assert.ok(Array.isArray(messages));
  const found = messages.map((message) => decided(identify(String(message), 'exception')));
  assert.deepEqual(
    found.map((meaning) => meaning?.entry.key),
    failures.map(([key]) => key),
  );
}
