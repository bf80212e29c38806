import assert from 'node:assert/strict';
import type { DeployedProject } from './deployedProject.ts';
import type { RuntimeModule, TailedRuntime } from './tailedRuntime.ts';

/** Builds what would be deployed. @returns the modules. */
export type Build = (deployed: DeployedProject) => Promise<RuntimeModule[]>;

export function byWrangler(...flags: string[]): Build {
  return (deployed) => deployed.build(flags);
}

/** Deploys and asks for every failure. @returns the stack of each, empty where workerd gives none. */
export async function failEach(
  runtime: TailedRuntime,
  deployed: DeployedProject,
  build: Build,
): Promise<ReadonlyMap<string, string>> {
  const modules = await build(deployed);
  const miniflare = await runtime.start({ modules, compatibilityFlags: ['nodejs_compat'] });
  const url = await miniflare.ready;
  const stacks = new Map<string, string>();
  for (const mark of deployed.marks) {
    const response = await fetch(new URL(mark, url), { signal: AbortSignal.timeout(5000) });
    assert.equal(response.status, 500, `${mark}: ${await response.text()}`);
    const traces = await runtime.traced(stacks.size + 1);
    stacks.set(mark, traces[stacks.size]?.exceptions[0]?.stack ?? '');
  }
  assert.ok(stacks.size > 0);
  return stacks;
}
