import { brokenWorkers } from '../workerd/broken/index.ts';
import type { WorkerSource } from './workerSources.ts';

export interface Example extends WorkerSource {
  /** Of the catalog. */
  readonly code: string;
  /** Of the exception that the mistake gives, as far as it is the same each time. */
  readonly message: string;
}

/** Workers with mistakes, for every rule at least one. */
export const examples: readonly Example[] = brokenWorkers.map(
  ({ source, code, message }, index) => ({
    code,
    name: `broken${index}.ts`,
    text: source,
    message: message.source.replace(/^\^|\$$/g, '').replace(/\\(.)/g, '$1'),
  }),
);

/** What V8 says where a member of this name is read: rules look for the name in the source. */
export function missingMember(text: string, choice: number): string {
  const names = text.match(/(?<=\.)\w+/g) ?? [];
  return `Cannot read properties of undefined (reading '${names[choice % names.length] ?? ''}')`;
}
