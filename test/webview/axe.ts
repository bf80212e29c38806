import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, for people to read. */
export async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async (axe) => {
    // Past the page's policy, which forbids such a thing: the test is not a part of the page.
    (0, eval)(axe);
    const { axe: runner } = window as unknown as { axe: { run(): Promise<AxeResults> } }; // defined by the line above
    return (await runner.run()).violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`,
    );
  }, source);
}
