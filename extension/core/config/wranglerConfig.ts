import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { type Fields, fieldsOf } from '../../shared/fieldsOf.ts';

/**
 * What this product reads of a Wrangler configuration.
 * @see https://developers.cloudflare.com/workers/wrangler/configuration/
 */
export interface WranglerConfig extends BuildSettings {
  readonly name: string | undefined;
  readonly main: string | undefined;
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
  readonly says?: BuildSettings;
}

/**
 * How what is uploaded is made of the source; what is not said is not there. Paths are relative to the
 * configuration's folder.
 */
export interface BuildSettings {
  /** The entry module. */
  readonly main?: string | undefined;
  /** The source is uploaded as it is: frames name source files. */
  readonly noBundle?: boolean;
  /** Names of modules that are uploaded as they are begin here, else at the entry's folder. */
  readonly baseFolder?: string;
  /** Modules are uploaded beside the bundle. */
  readonly hasModules?: boolean;
  /** `upload_source_maps` is false: the build writes no map. */
  readonly noMaps?: boolean;
  /** A command makes the entry module, of what is in these folders; none when there is no command. */
  readonly madeOf?: readonly string[];
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
    main: undefined,
    noBundle: false,
    ...buildSettings(source),
    hasContainers: [source, ...Object.values(fieldsOf(source.env))].some(
      (each) => fieldsOf(each).containers !== undefined,
    ),
    environments: Object.entries(fieldsOf(source.env)).map(([environment, value]) => {
      const fields = fieldsOf(value);
      return {
        name: environment,
        worker: string(fields.name) ?? (name && `${name}-${environment}`),
        says: buildSettings(fields),
      };
    }),
  };
}

function buildSettings(fields: Fields): BuildSettings {
  const main = string(fields.main);
  const baseFolder = string(fields.base_dir);
  return {
    ...(main !== undefined && { main }),
    ...(typeof fields.no_bundle === 'boolean' && { noBundle: fields.no_bundle }),
    ...(baseFolder !== undefined && { baseFolder }),
    ...(typeof fields.find_additional_modules === 'boolean' && {
      hasModules: fields.find_additional_modules,
    }),
    ...(typeof fields.upload_source_maps === 'boolean' && { noMaps: !fields.upload_source_maps }),
    ...(fields.build !== undefined && { madeOf: foldersOf(fieldsOf(fields.build)) }),
  };
}

function foldersOf(build: Fields): readonly string[] {
  if (string(build.command) === undefined) return [];
  const { watch_dir: watched = 'src' } = build; // as wrangler has it
  return (Array.isArray(watched) ? watched : [watched]).filter((each) => typeof each === 'string');
}

/** A configuration as it holds for one Worker of it. */
export interface ChosenEnvironment {
  /** Undefined: the configuration's own Worker, of no environment. */
  readonly environment: string | undefined;
}

export function environmentOf<Config extends WranglerConfig>(
  config: Config,
  worker: string,
): Config & ChosenEnvironment {
  const { name, environments } = config;
  const chosen = name === worker ? undefined : environments.find((each) => each.worker === worker);
  return { ...config, ...chosen?.says, environment: chosen?.name };
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
