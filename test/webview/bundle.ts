import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { repository } from '../support/repository.ts';

export interface PageBundle {
  readonly script: string;
  readonly style: string;
  readonly codicons: { readonly style: Buffer; readonly font: Buffer };
}

let bundle: Promise<PageBundle> | undefined;

/** The page as the extension ships it, built once a process. */
export function bundlePage(): Promise<PageBundle> {
  bundle ??= build();
  return bundle;
}

async function build(): Promise<PageBundle> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: repository,
    entryPoints: { webview: 'webview-ui/main.ts' },
    outdir: 'dist',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome134',
    logLevel: 'warning',
  });
  const output = (end: string): string => {
    const file = outputFiles.find(({ path: name }) => name.endsWith(end));
    if (file === undefined) throw new Error(`The bundle has no ${end} file.`);
    return file.text;
  };
  const codicons = path.join(repository, 'node_modules/@vscode/codicons/dist');
  return {
    script: output('.js'),
    style: output('.css'),
    codicons: {
      style: await readFile(path.join(codicons, 'codicon.css')),
      font: await readFile(path.join(codicons, 'codicon.ttf')),
    },
  };
}
