import { registerHooks } from 'node:module';
import { globSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../support/repository.ts';
import { asked, type Example } from './recordingFixes.ts';
import { runAll } from './runningNow.ts';

const TESTS = 'test/unit/core/fixes/rules/*.test.ts';
const REPLACED: Readonly<Record<string, string>> = {
  'node:test': 'runningNow.ts',
  'proposeFixes.ts': 'recordingFixes.ts',
  'checkModule.ts': 'recordingFixes.ts',
};

/**
 * Runs the tests of the rules in this process, with their questions recorded: so each rule brings the
 * sources in which it finds something, and those in which it must just not.
 */
export async function readExamples(): Promise<readonly Example[]> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const file = REPLACED[specifier.slice(specifier.lastIndexOf('/') + 1)];
      const isOurs = context.parentURL?.includes('/test/corpus/') ?? false;
      const target = file && !isOurs ? new URL(file, import.meta.url).href : specifier;
      return next(target, context);
    },
  });
  try {
    for (const file of globSync(TESTS, { cwd: repository }).sort()) {
      await import(pathToFileURL(path.join(repository, file)).href);
    }
    await runAll();
  } finally {
    hooks.deregister();
  }
  return [...asked.values()];
}
