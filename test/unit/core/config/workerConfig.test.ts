import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openConfig } from '../../../../extension/core/config/openConfig.ts';
import { WorkerConfig } from '../../../../extension/core/config/workerConfig.ts';

const TEXT = `{
  "name": "chat",
  "compatibility_date": "2026-01-01",
  "vars": { "A": "1" },
  "minify": true,
  "env": { "live": { "minify": false }, "test": { "name": "trial", "vars": {} } }
}`;

function config(environment?: string): WorkerConfig {
  const document = openConfig('wrangler.json', TEXT);
  assert.ok(document);
  return new WorkerConfig(document, environment);
}

describe('the configuration of an environment', () => {
  it('inherits what is inherited, and no bindings', () => {
    assert.equal(config('live').get('compatibility_date'), '2026-01-01');
    assert.equal(config('live').get('minify'), false);
    assert.equal(config('live').get('vars'), undefined);
    assert.equal(JSON.stringify(config().get('vars')), '{"A":"1"}');
    assert.deepEqual(config('live').keys().sort(), ['compatibility_date', 'env', 'minify', 'name']);
  });

  it('is written where its values are', () => {
    assert.deepEqual(config('live').pathOf('compatibility_date'), ['compatibility_date']);
    assert.deepEqual(config('live').pathOf('minify'), ['env', 'live', 'minify']);
    assert.deepEqual(config('live').pathOf('vars'), ['env', 'live', 'vars']);
    assert.deepEqual(config().pathOf('vars'), ['vars']);
  });

  it('has the name that the Worker is deployed under', () => {
    assert.equal(config().name, 'chat');
    assert.equal(config('live').name, 'chat-live');
    assert.equal(config('test').name, 'trial');
  });

  it('is the top level when nobody has described it', () => {
    assert.equal(config('gone').name, 'chat');
    assert.equal(config('gone').environment, undefined);
    assert.deepEqual(config('gone').pathOf('vars'), ['vars']);
  });
});
