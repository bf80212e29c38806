import assert from 'node:assert/strict';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild-0.17';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { type OneBased, oneBased } from '../../extension/shared/position.ts';
import { dryRun } from './dryRun.ts';
import type { RuntimeModule } from './tailedRuntime.ts';

/** A Worker project, perhaps in a monorepo. Paths are relative to the workspace. */
export interface Project {
  /** Folder of the Wrangler configuration. */
  readonly folder: string;
  /** A comment `here:NAME` stands before what fails; that NAME is the path to ask for. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Path → what it leads to, as package managers link the packages of a workspace. */
  readonly links?: Readonly<Record<string, string>>;
  /** What is written into `wrangler.json`, unless the files have a configuration. */
  readonly config: Readonly<Record<string, unknown>> & { readonly main: string };
  /** Where a deploy writes what it uploads, from the folder on; `dist` when missing. */
  readonly output?: string;
}

/** A project on disk, and the build of it that would be deployed. */
export class DeployedProject {
  readonly workspace: string;
  readonly folder: string;
  readonly #project: Project;

  private constructor(workspace: string, project: Project) {
    this.workspace = workspace;
    this.folder = path.join(workspace, project.folder);
    this.#project = project;
  }

  get main(): string {
    return this.#project.config.main;
  }

  get #output(): string {
    return path.join(this.folder, this.#project.output ?? 'dist');
  }

  /** Name of the module that the entry is bundled into. */
  get #bundle(): string {
    return `${path.parse(this.main).name}.js`;
  }

  get noBundle(): boolean {
    return this.#project.config.no_bundle === true;
  }

  static async write(project: Project): Promise<DeployedProject> {
    // The temporary folder of macOS is a link: wrangler writes real paths.
    const temporary = await realpath(os.tmpdir());
    const workspace = await mkdtemp(path.join(temporary, 'tail-worker-places-'));
    const config = JSON.stringify({
      name: 'broken',
      compatibility_date: '2026-07-01',
      ...project.config,
    });
    const isOwn = Object.keys(project.files).some((name) => /(^|\/)wrangler\.\w+$/.test(name));
    const files = isOwn
      ? project.files
      : { ...project.files, [`${project.folder}/wrangler.json`]: config };
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(workspace, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    for (const [link, target] of Object.entries(project.links ?? {})) {
      const file = path.join(workspace, link);
      await mkdir(path.dirname(file), { recursive: true });
      await symlink(path.join(workspace, target), file, 'junction');
    }
    return new DeployedProject(workspace, project);
  }

  /** Builds with wrangler. @returns the modules that it would upload, named as in production. */
  async build(flags: readonly string[]): Promise<RuntimeModule[]> {
    await this.removeBuild();
    const dist = this.#output;
    await dryRun(this.folder, dist, flags);
    return this.#modulesIn(dist);
  }

  /**
   * Builds with the bundler of wrangler 3.114, which is 11 versions behind that of wrangler 4, and
   * with its options: an older target, a `sourceRoot`, names kept in another way.
   */
  async buildAsWrangler3(minify: boolean): Promise<RuntimeModule[]> {
    await this.removeBuild();
    const dist = this.#output;
    await build({
      entryPoints: [path.join(this.folder, this.main)],
      bundle: true,
      absWorkingDir: this.folder,
      outdir: dist,
      keepNames: true,
      format: 'esm',
      target: 'es2022',
      sourcemap: true,
      sourceRoot: dist,
      minify,
      conditions: ['workerd', 'worker', 'browser'],
      external: ['cloudflare:*', 'node:*'],
      loader: { '.js': 'jsx', '.mjs': 'jsx', '.cjs': 'jsx', '.wasm': 'copy' },
      logLevel: 'silent',
    });
    return this.#modulesIn(dist);
  }

  /** @returns what is uploaded of a build, the entry first. */
  async #modulesIn(dist: string): Promise<RuntimeModule[]> {
    const main = this.#bundle;
    const modules: RuntimeModule[] = [];
    for (const entry of await readdir(dist, { recursive: true })) {
      const name = entry.split(path.sep).join('/');
      const file = path.join(dist, entry);
      if (/\.wasm$/.test(name)) {
        modules.push({ type: 'CompiledWasm', path: name, contents: await readFile(file) });
      } else if (/\.m?js$/.test(name)) {
        // Else miniflare names the module by a URL; in production it has its bare name.
        const contents = `${await readFile(file, 'utf8')}\n//# sourceURL=${name}\n`;
        modules.push({ type: 'ESModule', path: name, contents });
      }
    }
    modules.sort((a, b) => Number(b.path === main) - Number(a.path === main));
    return modules;
  }

  async removeBuild(): Promise<void> {
    await rm(this.#output, { recursive: true, force: true });
  }

  /**
   * A stack as Cloudflare maps it with an uploaded map: line by line, what the map does not know stays. In
   * that map wrangler writes the sources relative to the project.
   */
  async mapped(stack: string): Promise<string> {
    const dist = this.#output;
    const map = new TraceMap(await readFile(path.join(dist, `${this.#bundle}.map`), 'utf8'));
    const places = new RegExp(`\\b${this.#bundle}:(\\d+):(\\d+)`, 'g');
    return stack.replace(places, (frame, line: string, column: string) => {
      const original = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      if (original.source === null) return frame;
      // The map names sources by the text of `--outdir`, which is absolute here.
      const source = path.relative(this.folder, path.normalize(original.source));
      return `${source.split(path.sep).join('/')}:${original.line}:${original.column + 1}`;
    });
  }

  /** The text of a file of the project, by its path from the workspace. */
  textOf(name: string): string | undefined {
    const content = this.#project.files[name];
    return typeof content === 'string' ? content : undefined;
  }

  /** The names of all marks. */
  get marks(): string[] {
    return Object.values(this.#project.files).flatMap((content) =>
      typeof content === 'string'
        ? Array.from(content.matchAll(/\/\*here:(\w+)\*\//g), ([, name = '']) => name)
        : [],
    );
  }

  /** `file line:column` of the mark, as an editor shows it: without a byte order mark. */
  markOf(name: string): string {
    for (const [file, content] of Object.entries(this.#project.files)) {
      if (typeof content !== 'string') continue;
      const mark = `/*here:${name}*/`;
      const at = content.indexOf(mark);
      if (at < 0) continue;
      const before = content.slice(0, at + mark.length).replace(/^\uFEFF/, '');
      const lines = before.split(/\r\n|\n/);
      const position = oneBased(lines.length, (lines.at(-1)?.length ?? 0) + 1);
      return placeText({ file: path.join(this.workspace, file), position });
    }
    assert.fail(`no source has the mark ${name}`);
  }

  async dispose(): Promise<void> {
    await rm(this.workspace, { recursive: true, force: true });
  }
}

/** What a test compares. */
export function placeText({ file, position }: { file: string; position: OneBased }): string {
  return `${file} ${position.line}:${position.column}`;
}
