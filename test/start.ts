/** `npm start`: the product at work, on a real local Worker, in a real VS Code. */
import { packageExtension, vsix } from './package.ts';
import { startDemo } from './support/demo.ts';
import { endInOrder } from './support/endInOrder.ts';

console.log('Building Tail Worker …');
await packageExtension();
console.log('Starting a local Cloudflare, a demo Worker with visitors, and VS Code …');
const demo = await startDemo({
  vsix,
  traffic: true,
  editor: { settings: { 'workbench.colorTheme': 'Default Dark Modern' } },
  onDeploy: (version, ms) =>
    console.log(`Deployed version ${version.slice(0, 8)} (${ms.toFixed(0)} ms).`),
  onBuildError: (message) => console.error(message),
});

console.log(`
Open   ${demo.editor.url}

Then:  1. Press F1, type "Tail Worker", press Enter. The panel fills with live requests.
       2. Click a red row: what failed, why, and where. Problems (Ctrl+Shift+M) has it at its line.
       3. Open src/audit.ts, put the cursor on the marker, press Ctrl+. and take the fix.
       4. Save. The Worker is deployed anew, and this failure stops.

       The Worker project is a copy: ${demo.project}
       Ctrl+C ends everything.
`);

endInOrder(() => demo.dispose());
