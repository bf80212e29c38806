import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bindingsOf, requiredSecretsOf } from '../../../../extension/core/config/configBindings.ts';
import { openConfig } from '../../../../extension/core/config/openConfig.ts';
import { WorkerConfig } from '../../../../extension/core/config/workerConfig.ts';

function config(text: string, environment?: string): WorkerConfig {
  const document = openConfig('wrangler.toml', text);
  assert.ok(document);
  return new WorkerConfig(document, environment);
}

it('every kind of binding has its name and its place', () => {
  const text = `
routes = [{ pattern = "a.example/*" }]
ai = { binding = "AI" }
send_email = [{ name = "MAIL" }]
[vars]
HOST = "x"
[[kv_namespaces]]
binding = "CACHE"
[[kv_namespaces]]
binding = ""
[[a_kind_of_tomorrow]]
binding = "NEW"
[[durable_objects.bindings]]
name = "ROOMS"
[[queues.producers]]
binding = "JOBS"
[[queues.consumers]]
queue = "jobs"
`;
  assert.deepEqual(
    bindingsOf(config(text)).map(({ name, path }) => `${name} ${path.join('.')}`),
    [
      'HOST vars.HOST',
      'AI ai',
      'CACHE kv_namespaces.0',
      ' kv_namespaces.1',
      'NEW a_kind_of_tomorrow.0',
      'ROOMS durable_objects.bindings.0',
      'JOBS queues.producers.0',
      'MAIL send_email.0',
    ],
  );
});

it('an environment has its own bindings', () => {
  const text = '[vars]\nA = "1"\n[env.test]\nvars = { B = "2" }\nsecrets.required = ["KEY"]\n';
  assert.deepEqual(
    bindingsOf(config(text, 'test')).map(({ name, path }) => `${name} ${path.join('.')}`),
    ['B env.test.vars.B'],
  );
  assert.deepEqual(requiredSecretsOf(config(text, 'test')), ['KEY']);
  assert.deepEqual(requiredSecretsOf(config(text)), []);
});
