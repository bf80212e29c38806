import { type Fields, fieldsOf } from '../../shared/fieldsOf.ts';
import type { ConfigDocument, ConfigPath } from './configDocument.ts';

/**
 * What a named environment does not take from the top level.
 * https://developers.cloudflare.com/workers/wrangler/configuration/#non-inheritable-keys, and as wrangler
 * 4.156 validates.
 */
const NOT_INHERITED = new Set([
  'agent_memory',
  'ai',
  'ai_search',
  'ai_search_namespaces',
  'analytics_engine_datasets',
  'artifacts',
  'browser',
  'cloudchamber',
  'connect',
  'containers',
  'd1_databases',
  'define',
  'dispatch_namespaces',
  'durable_objects',
  'flagship',
  'hyperdrive',
  'images',
  'kv_namespaces',
  'media',
  'mtls_certificates',
  'pipelines',
  'queues',
  'r2_buckets',
  'ratelimits',
  'secrets',
  'secrets_store_secrets',
  'send_email',
  'services',
  'stream',
  'streaming_tail_consumers',
  'tail_consumers',
  'unsafe',
  'unsafe_hello_world',
  'vars',
  'vectorize',
  'version_metadata',
  'vpc_networks',
  'vpc_services',
  'worker_loaders',
  'workflows',
]);

/** A configuration as one environment has it. */
export class WorkerConfig {
  readonly document: ConfigDocument;
  readonly #environment: string | undefined;
  readonly #root: Fields;
  readonly #own: Fields;

  /** @param environment as in `wrangler --env`; undefined for the top level. */
  constructor(document: ConfigDocument, environment: string | undefined) {
    this.document = document;
    this.#root = fieldsOf(document.value);
    const own = environment === undefined ? undefined : fieldsOf(this.#root.env)[environment];
    // wrangler takes the top level when the environment is not described.
    this.#environment = own === undefined ? undefined : environment;
    this.#own = own === undefined ? this.#root : fieldsOf(own);
  }

  /** The value of a key, inherited where that is so. */
  get(key: string): unknown {
    return this.#own[key] ?? (NOT_INHERITED.has(key) ? undefined : this.#root[key]);
  }

  /** The name that the Worker is deployed under. */
  get name(): string | undefined {
    const { name } = this.#root;
    if (typeof this.#own.name === 'string') return this.#own.name;
    return typeof name === 'string' ? `${name}-${this.#environment ?? ''}` : undefined;
  }

  /** The keys that have a value. */
  keys(): string[] {
    const all = new Set([...Object.keys(this.#own), ...Object.keys(this.#root)]);
    return [...all].filter((key) => this.get(key) !== undefined);
  }

  /** Where the value of the key stands, or where it has to be written. */
  pathOf(key: string): ConfigPath {
    if (this.#environment === undefined) return [key];
    const isOwn = this.#own[key] !== undefined || NOT_INHERITED.has(key);
    return isOwn ? ['env', this.#environment, key] : [key];
  }

  /** The environment, when it is described. */
  get environment(): string | undefined {
    return this.#environment;
  }
}
