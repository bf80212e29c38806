import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { fieldsOf } from '../../shared/fieldsOf.ts';

/**
 * What this product reads of a Wrangler configuration.
 * @see https://developers.cloudflare.com/workers/wrangler/configuration/
 */
export interface WranglerConfig {
  readonly name: string | undefined;
  /** The entry module, relative to the configuration's folder. */
  readonly main: string | undefined;
  /** The source is uploaded as it is: frames name source files. */
  readonly noBundle: boolean;
  /** A deploy also builds images with Docker, even one that is only tried. */
  readonly hasContainers: boolean;
  readonly environments: readonly WranglerEnvironment[];
}

export interface WranglerEnvironment {
  readonly name: string;
  /** The Worker's name in this environment: its own, else `<name>-<environment>`. */
  readonly worker: string | undefined;
  /** What it says instead of the configuration's own. */
  readonly main?: string;
  readonly noBundle?: boolean;
}

/**
 * @param format by the file's ending; JSON may have comments and trailing commas.
 * @throws Error with the place, when TOML cannot be read; broken JSON is read as far as it goes.
 */
export function parseWranglerConfig(text: string, format: 'toml' | 'json'): WranglerConfig {
  const source = fieldsOf(
    format === 'toml' ? parseToml(text) : parseJsonc(text, [], { allowTrailingComma: true }),
  );
  const name = string(source.name);
  return {
    name,
    main: string(source.main),
    noBundle: source.no_bundle === true,
    hasContainers: [source, ...Object.values(fieldsOf(source.env))].some(
      (each) => fieldsOf(each).containers !== undefined,
    ),
    environments: Object.entries(fieldsOf(source.env)).map(([environment, value]) => {
      const fields = fieldsOf(value);
      const main = string(fields.main);
      return {
        name: environment,
        worker: string(fields.name) ?? (name && `${name}-${environment}`),
        ...(main !== undefined && { main }),
        ...(typeof fields.no_bundle === 'boolean' && { noBundle: fields.no_bundle }),
      };
    }),
  };
}

/** A configuration as it holds for one Worker of it. */
export interface ChosenEnvironment {
  readonly main: string | undefined;
  readonly noBundle: boolean;
  /** Undefined: the configuration's own Worker, of no environment. */
  readonly environment: string | undefined;
}

export function environmentOf(config: WranglerConfig, worker: string): ChosenEnvironment {
  const { name, main, noBundle, environments } = config;
  const chosen = name === worker ? undefined : environments.find((each) => each.worker === worker);
  return {
    main: chosen?.main ?? main,
    noBundle: chosen?.noBundle ?? noBundle,
    environment: chosen?.name,
  };
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
