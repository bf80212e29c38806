/** Starts a tail as an extension host does, says its number, and waits to be killed. */
import { ProcessRegistry } from '../../extension/host/wrangler/processRegistry.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { runTail } from '../support/tailRun.ts';

const [, , project = '', storage = ''] = process.argv;
const run = await runTail(project, {});
const { pid } = run.process;
if (pid === undefined) throw new Error('No process was started.');
new ProcessRegistry(storage, memoryLog()).add(pid);
process.send?.(pid);
