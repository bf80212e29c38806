import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parse } from 'jsonc-parser';

/** What the local service reads of a Worker project's `wrangler.jsonc`. */
export interface ProjectConfig {
  readonly name: string;
  readonly main: string;
  readonly compatibility_date: string;
  readonly compatibility_flags?: readonly string[];
  readonly upload_source_maps?: boolean;
  readonly vars?: Readonly<Record<string, string>>;
  readonly durable_objects?: {
    readonly bindings: readonly { readonly name: string; readonly class_name: string }[];
  };
  readonly migrations?: readonly { readonly new_sqlite_classes?: readonly string[] }[];
  readonly queues?: {
    readonly producers?: readonly { readonly binding: string; readonly queue: string }[];
    readonly consumers?: readonly { readonly queue: string; readonly max_batch_timeout?: number }[];
  };
  readonly kv_namespaces?: readonly { readonly binding: string; readonly id: string }[];
}

/** @throws Error when there is no configuration. */
export async function readProject(folder: string): Promise<ProjectConfig> {
  const text = await readFile(path.join(folder, 'wrangler.jsonc'), 'utf8');
  return parse(text) as ProjectConfig; // the projects are this repository's own
}
