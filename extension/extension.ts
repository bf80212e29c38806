import * as path from 'node:path';
import * as vscode from 'vscode';
import type { App } from './host/app.ts';
import { guarded, registerCommands } from './host/commands.ts';
import { createLog } from './host/log.ts';
import { settings } from './host/settings.ts';
import { CODE_PAGE_VIEW, EDITOR_VIEW, KEPT_PROBLEMS, PANEL_VIEW } from './host/viewIds.ts';
import { ProcessRegistry } from './host/wrangler/processRegistry.ts';
import { useLanguage } from './shared/l10n.ts';

let close: (() => Promise<void>) | undefined;

/** Registers what the editor may ask for. The parts behind it are loaded when it first does. */
export function activate(context: vscode.ExtensionContext): void {
  useLanguage(vscode.env.language, vscode.l10n.bundle);
  const storage = context.globalStorageUri.fsPath;
  const log = createLog();
  const registry = new ProcessRegistry(path.join(storage, 'processes'), log);
  let loading: Promise<App> | undefined;
  const app = (): Promise<App> =>
    (loading ??= import('./host/app.ts').then(async ({ createApp }) => {
      const cacheFolder = path.join(storage, 'compile-cache');
      const made = await createApp(context, registry, cacheFolder, log);
      context.subscriptions.push(made);
      close = () => made.close();
      return made;
    }));

  context.subscriptions.push(
    log,
    registerCommands(async (name, argument) => (await app()).commands[name](argument), log),
    vscode.window.registerWebviewViewProvider(PANEL_VIEW, {
      resolveWebviewView: async (view) => (await app()).panel.resolveWebviewView(view),
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('tailWorker.checkSource.onType')) return;
      if (settings.checkOnType()) void guarded(log, app);
    }),
    vscode.window.registerWebviewPanelSerializer(EDITOR_VIEW, {
      deserializeWebviewPanel: async (panel) => (await app()).panel.restoreEditor(panel),
    }),
    vscode.window.registerWebviewPanelSerializer(CODE_PAGE_VIEW, {
      deserializeWebviewPanel: async (panel) => (await app()).codePages.restore(panel),
    }),
  );
  void guarded(log, () => registry.reap());
  const isNeeded = context.workspaceState.get(KEPT_PROBLEMS) !== undefined;
  if (isNeeded || settings.checkOnType()) void guarded(log, app);
}

/** The editor waits for this before the extension host ends. */
export async function deactivate(): Promise<void> {
  await close?.();
}
