import assert from 'node:assert/strict';
import { it } from 'node:test';
import { uploadSourceMaps } from '../../../../../extension/core/fixes/configuration/sourceMaps.ts';
import { fileAfter, projectOf } from '../../../../support/projectFixes.ts';

it('source maps are uploaded where nobody has decided', () => {
  const files = { config: 'name = "a" # ours\n[vars]\n', configFile: 'wrangler.toml' };
  const [fix] = uploadSourceMaps(projectOf(files));
  assert.ok(fix);
  assert.equal(fix.safety, 'review');
  assert.equal(
    fileAfter(files, fix, 'wrangler.toml'),
    'name = "a" # ours\nupload_source_maps = true\n[vars]\n',
  );
});

it('a decision about source maps is kept', () => {
  for (const config of ['{ "upload_source_maps": true }', '{ "upload_source_maps": false }']) {
    assert.deepEqual(uploadSourceMaps(projectOf({ config })), []);
  }
  assert.deepEqual(uploadSourceMaps(projectOf({})), []);
});
