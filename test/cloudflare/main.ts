/** `node test/cloudflare/main.ts --project DIR [--port N]`: a local Cloudflare with traffic, until Ctrl+C. */
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { endInOrder } from '../support/endInOrder.ts';
import { LocalCloudflare } from './localCloudflare.ts';
import { startTraffic } from './traffic.ts';

const { values } = parseArgs({
  options: { project: { type: 'string' }, port: { type: 'string', default: '0' } },
});
if (values.project === undefined) throw new Error('Say which Worker project: --project DIR');

console.log('[local cloudflare] starting');
const local = await LocalCloudflare.start({
  project: path.resolve(values.project),
  port: Number(values.port),
  watch: true,
  onDeploy: (version, ms) => console.log(`deployed ${version} in ${ms.toFixed(0)} ms`),
  onBuildError: (message) => console.error(message),
});
const traffic = startTraffic(local.worker);
console.log(`Worker: ${local.worker.url}`);
for (const [name, value] of Object.entries(local.api.environment)) console.log(`${name}=${value}`);
console.log('[local cloudflare] ready');

endInOrder(async () => {
  traffic.stop();
  await local.dispose();
});
