import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { startTraffic } from '../cloudflare/traffic.ts';
import { scratchCopy, startEditor, type Editor, type EditorOptions } from '../vscode/codeServer.ts';
import { repository } from './repository.ts';

export interface Demo {
  /** A copy of the demo Worker project, which may be edited. */
  readonly project: string;
  readonly cloudflare: LocalCloudflare;
  readonly editor: Editor;
  dispose(): Promise<void>;
}

export interface DemoOptions {
  readonly vsix: string;
  readonly traffic: boolean;
  readonly editor?: Partial<EditorOptions>;
  readonly onDeploy?: (versionId: string, ms: number) => void;
  readonly onBuildError?: (message: string) => void;
}

/** The whole world of the product on this machine: Cloudflare, a Worker with visitors, an editor. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const project = await scratchCopy(path.join(repository, 'test/demo/chat'), 'chat');
  const { onDeploy, onBuildError } = options;
  const cloudflare = await LocalCloudflare.start({
    project,
    watch: true,
    ...(onDeploy && { onDeploy }),
    ...(onBuildError && { onBuildError }),
  });
  const traffic = options.traffic ? startTraffic(cloudflare.worker) : undefined;
  const end = async (editor?: Editor): Promise<void> => {
    traffic?.stop();
    await editor?.dispose();
    await cloudflare.dispose();
    await rm(project, { recursive: true, force: true });
  };
  try {
    const editor = await startEditor({
      folder: project,
      extensions: [options.vsix],
      environment: cloudflare.api.environment,
      ...options.editor,
    });
    return { project, cloudflare, editor, dispose: () => end(editor) };
  } catch (error) {
    await end();
    throw error;
  }
}
