import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { isFailing } from '../../extension/shared/tailEvent.ts';
import { repository } from '../support/repository.ts';
import type { ReportedFailure } from './reported/reportedFailure.ts';
import { reportedFailures } from './reported/reportedFailures.ts';
import { ReportedProject, type Verdict } from './reported/reportedProject.ts';
import { visited } from './reported/reportedWorker.ts';

describe('failures that people reported', { timeout: 300_000 }, () => {
  it('are all here', async () => {
    const folders = await readdir(path.join(repository, 'test/fixtures/reported'));
    assert.deepEqual(folders.sort(), reportedFailures.map(({ name }) => name).sort());
  });

  for (const failure of reportedFailures) {
    it(`${failure.name}: ${failure.title}`, async () => {
      const project = await ReportedProject.open(failure.name);
      try {
        assert.ok(!failure.isRight(await visited(failure, project)), 'it must fail as it is');
        const events = await project.events();
        const event = events.find(isFailing);
        assert.ok(event);
        const verdict = await project.verdictOn(event);
        await assertPlace(failure, project, verdict);
        assertExplanation(failure, verdict);
        await assertFixes(failure, project, verdict);
      } finally {
        await project.dispose();
      }
    });
  }
});

async function assertPlace(
  { places }: ReportedFailure,
  project: ReportedProject,
  { place }: Verdict,
): Promise<void> {
  assert.ok(place, 'it has a place');
  const line = (await project.text(place.display)).split('\n')[place.position.line - 1] ?? '';
  const isRight = places.some(([file, text]) => file === place.display && line.includes(text));
  assert.ok(isRight, `${place.display}:${place.position.line} ${line}`);
}

function assertExplanation(
  { explained, misleading }: ReportedFailure,
  { code, explanation }: Verdict,
): void {
  assert.match(code, /^(?!cf:|outcome:)/, 'its text is known');
  assert.match(explanation, explained);
  if (misleading !== undefined) assert.doesNotMatch(explanation, misleading);
}

/** The first one is what people take. */
async function assertFixes(
  failure: ReportedFailure,
  project: ReportedProject,
  { place, fixes }: Verdict,
): Promise<void> {
  const [first] = fixes;
  assert.equal(
    first !== undefined,
    failure.mended,
    JSON.stringify(fixes.map(({ title }) => title)),
  );
  if (first === undefined || place === undefined) return;
  const changed = await project.edited(place.display, first);
  const steps = await visited(failure, project, changed);
  assert.ok(failure.isRight(steps), `${first.title}\n${[...changed.values()].join('\n')}`);
}
