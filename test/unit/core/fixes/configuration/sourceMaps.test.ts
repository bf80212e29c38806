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

it('source maps that are turned off are turned on, and those that are on stay', () => {
  const files = { config: '{ "upload_source_maps": false }' };
  const [fix] = uploadSourceMaps(projectOf(files));
  assert.ok(fix);
  assert.equal(fileAfter(files, fix, 'wrangler.jsonc'), '{ "upload_source_maps": true }');
  assert.deepEqual(uploadSourceMaps(projectOf({ config: '{ "upload_source_maps": true }' })), []);
  assert.deepEqual(uploadSourceMaps(projectOf({})), []);
});
