import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { parseWranglerConfig } from '../../../extension/core/config/wranglerConfig.ts';
import { explainEvent } from '../../../extension/core/errors/explainEvent.ts';
import { mainFailure } from '../../../extension/core/errors/failures.ts';
import { handlerPlace } from '../../../extension/core/errors/handlerPlace.ts';
import { firstPlace, locate, type Place } from '../../../extension/core/errors/locate.ts';
import { remoteMethodAt } from '../../../extension/core/errors/remoteCall.ts';
import { mayBeRemote, seenByMethod } from '../../../extension/core/errors/remoteMethod.ts';
import { applyEdits } from '../../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix } from '../../../extension/core/fixes/fixRule.ts';
import { proposeFixes } from '../../../extension/core/fixes/proposeFixes.ts';
import { projectTrees, readProject } from '../../../extension/core/fixes/readProject.ts';
import { causeOf } from '../../../extension/core/problems/causeOf.ts';
import { decodeTailEvent } from '../../../extension/core/tail/decodeTailEvent.ts';
import { DiskModules } from '../../../extension/host/sources/diskModules.ts';
import type { DiskSources } from '../../../extension/host/sources/projectSources.ts';
import {
  deployedAs,
  type DeployedProject,
} from '../../../extension/host/wrangler/workerProject.ts';
import type { TailEvent } from '../../../extension/shared/tailEvent.ts';
import { fieldsOf } from '../../../extension/shared/fieldsOf.ts';
import { failingLog } from '../../support/failingLog.ts';
import { sourcesOf } from '../../support/projectOnDisk.ts';
import { repository } from '../../support/repository.ts';
import { dryRun } from '../dryRun.ts';

/** What the product says of a failure. */
export interface Verdict {
  readonly code: string;
  /** All that it says to explain the code. */
  readonly explanation: string;
  readonly place: Place | undefined;
  readonly fixes: readonly Fix[];
}

/** A reported failure's project on disk, seen as the product sees it. */
export class ReportedProject {
  readonly folder: string;
  readonly #project: DeployedProject;
  readonly #sources: DiskSources;

  private constructor(folder: string, project: DeployedProject) {
    this.folder = folder;
    this.#project = project;
    this.#sources = sourcesOf(project, folder);
  }

  static async open(name: string): Promise<ReportedProject> {
    // The temporary folder of macOS is a link: wrangler writes real paths.
    const temporary = await realpath(os.tmpdir());
    const folder = await mkdtemp(path.join(temporary, 'tail-worker-reported-'));
    await cp(path.join(repository, 'test/fixtures/reported', name), folder, { recursive: true });
    await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
    const configFile = path.join(folder, 'wrangler.jsonc');
    const config = parseWranglerConfig(await readFile(configFile, 'utf8'), 'json');
    const project = new ReportedProject(
      folder,
      deployedAs({ ...config, folder, configFile }, name),
    );
    // Stacks of a Worker without uploaded maps name the bundle.
    if ((await project.text('events.json')).includes('(index.js:')) {
      await dryRun(folder, path.join(folder, 'dist'));
    }
    return project;
  }

  /** The events that a tail had. */
  async events(): Promise<readonly TailEvent[]> {
    const recorded: unknown = JSON.parse(await this.text('events.json'));
    assert.ok(Array.isArray(recorded));
    return recorded.map((event: object) => {
      const decoded = decodeTailEvent(event);
      assert.ok(decoded.kind === 'event');
      return decoded.event;
    });
  }

  /** As Problems and the light bulb have it. */
  async verdictOn(event: TailEvent): Promise<Verdict> {
    const failure = mainFailure(event);
    assert.ok(failure);
    const { code, message } = causeOf(failure, event);
    const entry = explainEvent(event)?.meaning.entry;
    const modules = new DiskModules(this.#project, this.#sources);
    const frames = failure.stack === undefined ? [] : await locate(failure.stack, this.#sources);
    const project = await readProject(modules, projectTrees(), []);
    const own = firstPlace(frames);
    const thrownIn =
      own !== undefined && mayBeRemote(failure, code)
        ? remoteMethodAt(project, own.display, own.position)
        : undefined;
    const place = thrownIn
      ? await handlerPlace(seenByMethod(event, thrownIn), modules, { ...failure, stack: undefined })
      : (own ?? (await handlerPlace(event, modules)));
    const isSure = place?.certainty === 'mapped' || place?.certainty === 'built';
    const source = place && (await this.text(place.display));
    const fixes =
      place === undefined || source === undefined
        ? []
        : proposeFixes({
            codes: [code],
            message,
            source,
            fileName: place.display,
            offset: offsetIn(source, place),
            reach: isSure ? 'frame' : 'handler',
            project,
            log: failingLog,
          });
    const explanation = [entry?.meaning, entry?.causes, entry?.remedies, entry?.example];
    return { code, explanation: explanation.flat().join('\n'), place, fixes };
  }

  /** Changes the files as the fix says. @param file that the place is in. */
  async edited(file: string, fix: Fix): Promise<ReadonlyMap<string, string>> {
    const changed = new Map<string, string>();
    const all = [{ file, edits: fix.edits }, ...(fix.elsewhere ?? [])];
    for (const { file: name, edits } of all) {
      if (edits.length > 0) changed.set(name, applyEdits(await this.text(name), edits));
    }
    return changed;
  }

  async text(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  get main(): string {
    return this.#project.main ?? '';
  }

  /** What the runtime reads of the configuration. */
  static runtimeOf(config: string): {
    readonly compatibilityDate: string;
    readonly compatibilityFlags: string[];
    readonly bindings: Record<string, string>;
    readonly kvNamespaces: string[];
    readonly d1Databases: string[];
    readonly queueProducers: Record<string, string>;
    readonly durableObjects: Record<string, { className: string; useSQLite: boolean }>;
  } {
    const fields = fieldsOf(parseJsonc(config));
    const names = (list: unknown, name: string): string[] =>
      Array.isArray(list) ? list.map((each) => String(fieldsOf(each)[name])) : [];
    const objects = fieldsOf(fields.durable_objects).bindings;
    return {
      compatibilityDate: String(fields.compatibility_date),
      compatibilityFlags: Array.isArray(fields.compatibility_flags)
        ? fields.compatibility_flags.map(String)
        : [],
      bindings: Object.fromEntries(
        Object.entries(fieldsOf(fields.vars)).map(([name, value]) => [name, String(value)]),
      ),
      kvNamespaces: names(fields.kv_namespaces, 'binding'),
      d1Databases: names(fields.d1_databases, 'binding'),
      queueProducers: Object.fromEntries(
        names(fieldsOf(fields.queues).producers, 'binding').map((name) => [name, 'queue']),
      ),
      durableObjects: Object.fromEntries(
        (Array.isArray(objects) ? objects : []).map((each) => {
          const { name, class_name: className } = fieldsOf(each);
          return [String(name), { className: String(className), useSQLite: true }];
        }),
      ),
    };
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function offsetIn(source: string, { position }: Place): number {
  const lines = source.split('\n').slice(0, position.line - 1);
  return lines.reduce((sum, line) => sum + line.length + 1, position.column - 1);
}
