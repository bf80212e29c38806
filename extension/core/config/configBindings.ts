import { type Fields, fieldsOf } from '../../shared/fieldsOf.ts';
import type { ConfigPath } from './configDocument.ts';
import type { WorkerConfig } from './workerConfig.ts';

/** Something that the Worker finds in `env`. */
export interface ConfigBinding {
  readonly name: string;
  /** The key of the configuration, such as `kv_namespaces`. */
  readonly kind: string;
  /** Of the object that describes it, or of the variable. */
  readonly path: ConfigPath;
  /** What describes it; a variable has its value. */
  readonly fields: Fields;
}

/** Each key of these is a name. */
const MAPS = ['vars', 'text_blobs', 'data_blobs', 'wasm_modules'];

/** Lists below a key, or whose items call their name otherwise than `binding`. */
const LISTS: readonly (readonly [path: readonly string[], name: string])[] = [
  [['durable_objects', 'bindings'], 'name'],
  [['queues', 'producers'], 'binding'],
  [['send_email'], 'name'],
  [['ratelimits'], 'name'],
  [['logfwdr', 'bindings'], 'name'],
  [['unsafe', 'bindings'], 'name'],
];

/**
 * All bindings of the environment. A binding without a name has an empty one. Of the other kinds, which
 * grow in number, all have the name in `binding`.
 */
export function bindingsOf(config: WorkerConfig): ConfigBinding[] {
  return [
    ...MAPS.flatMap((kind) =>
      Object.entries(fieldsOf(config.get(kind))).map(([name, value]) => ({
        name,
        kind,
        path: [...config.pathOf(kind), name],
        fields: { value },
      })),
    ),
    ...config.keys().flatMap((kind) => described(config, kind)),
    ...LISTS.flatMap(([path, name]) => listed(config, path, name)),
  ];
}

/** Names in `env` that the configuration asks for without a value. */
export function requiredSecretsOf(config: WorkerConfig): string[] {
  const { required } = fieldsOf(config.get('secrets'));
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function described(config: WorkerConfig, kind: string): ConfigBinding[] {
  const value = config.get(kind);
  if (Array.isArray(value)) {
    return listed(config, [kind], 'binding').filter(({ fields }) => 'binding' in fields);
  }
  const fields = fieldsOf(value);
  if (typeof fields.binding !== 'string') return [];
  return [{ name: fields.binding, kind, path: config.pathOf(kind), fields }];
}

function listed(config: WorkerConfig, path: readonly string[], called: string): ConfigBinding[] {
  const [kind = '', ...inner] = path;
  const list = inner.reduce((value, key) => fieldsOf(value)[key], config.get(kind));
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown, index) => {
    const fields = fieldsOf(item);
    const name = fields[called];
    return {
      name: typeof name === 'string' ? name : '',
      kind,
      path: [...config.pathOf(kind), ...inner, index],
      fields,
    };
  });
}
