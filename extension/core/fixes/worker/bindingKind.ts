import { t } from '../../../shared/l10n.ts';
import type { ConfigTable } from '../../config/configDocument.ts';

/** A kind of binding that a Worker may want, and how the configuration describes a new one. */
export interface BindingKind {
  /** The key of the configuration. */
  readonly key: string;
  /** Where its list is, from the environment on; a single binding is a table. */
  readonly path: readonly string[];
  readonly isSingle?: boolean;
  /** Says what is added to which file. */
  title(name: string, file: string): string;
  /** Methods that only this kind has. */
  readonly own: readonly string[];
  /** Methods that it shares with others. */
  readonly shared: readonly string[];
  describe(name: string): ConfigTable;
}

const kebab = (name: string) => name.toLowerCase().replaceAll('_', '-');

/**
 * Without an id wrangler 4.45 and newer make the resource when they deploy.
 * https://developers.cloudflare.com/workers/wrangler/configuration/#automatic-provisioning
 */
const byName = (binding: string) => ({ binding });

export const bindingKinds: readonly BindingKind[] = [
  {
    key: 'kv_namespaces',
    path: ['kv_namespaces'],
    title: (name, file) => t('Add a KV namespace `{0}` to {1}', name, file),
    own: ['getWithMetadata'],
    shared: ['get', 'put', 'list', 'delete'],
    describe: byName,
  },
  {
    key: 'r2_buckets',
    path: ['r2_buckets'],
    title: (name, file) => t('Add an R2 bucket `{0}` to {1}', name, file),
    own: ['head', 'createMultipartUpload', 'resumeMultipartUpload'],
    shared: ['get', 'put', 'list', 'delete'],
    describe: byName,
  },
  {
    key: 'd1_databases',
    path: ['d1_databases'],
    title: (name, file) => t('Add a D1 database `{0}` to {1}', name, file),
    own: ['prepare', 'batch', 'exec', 'withSession', 'dump'],
    shared: [],
    describe: byName,
  },
  {
    key: 'queues',
    path: ['queues', 'producers'],
    title: (name, file) => t('Add a queue `{0}` to {1}', name, file),
    own: ['sendBatch'],
    shared: ['send'],
    describe: (binding) => ({ queue: kebab(binding), binding }),
  },
  {
    key: 'send_email',
    path: ['send_email'],
    title: (name, file) => t('Add an email binding `{0}` to {1}', name, file),
    own: [],
    shared: ['send'],
    describe: (name) => ({ name }),
  },
  {
    key: 'ai',
    path: ['ai'],
    isSingle: true,
    title: (name, file) => t('Add a Workers AI binding `{0}` to {1}', name, file),
    own: ['run', 'toMarkdown', 'autorag', 'gateway', 'models'],
    shared: [],
    describe: byName,
  },
  {
    key: 'analytics_engine_datasets',
    path: ['analytics_engine_datasets'],
    title: (name, file) => t('Add an Analytics Engine dataset `{0}` to {1}', name, file),
    own: ['writeDataPoint'],
    shared: [],
    describe: byName,
  },
  {
    key: 'services',
    path: ['services'],
    title: (name, file) => t('Add a service `{0}` to {1}', name, file),
    own: [],
    shared: ['fetch', 'connect'],
    describe: (binding) => ({ binding, service: kebab(binding) }),
  },
];

/** Methods of the namespace of a Durable Object. */
export const OBJECT_METHODS = new Set([
  'idFromName',
  'idFromString',
  'newUniqueId',
  'getByName',
  'jurisdiction',
]);

/** The kinds that have all of these methods, the likeliest first; none when no kind explains them. */
export function kindsWith(methods: ReadonlySet<string>): BindingKind[] {
  return bindingKinds.filter((kind) => Array.from(methods).every((name) => has(kind, name)));
}

/** True when a binding described below this key of the configuration has the method. */
export function hasMethod(key: string, method: string): boolean {
  if (key === 'durable_objects') return method === 'get' || OBJECT_METHODS.has(method);
  return bindingKinds.some((kind) => kind.key === key && has(kind, method));
}

function has({ own, shared }: BindingKind, method: string): boolean {
  return own.includes(method) || shared.includes(method);
}
