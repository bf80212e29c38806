import * as path from 'node:path';
import * as vscode from 'vscode';
import { Timeline } from './core/tail/timeline.ts';
import { guarded, registerCommands } from './host/commands.ts';
import { createLog } from './host/log.ts';
import { emptyView } from './host/panel/emptyView.ts';
import { PanelActions } from './host/panel/panelActions.ts';
import { TailPanel, VIEW } from './host/panel/tailPanel.ts';
import { DiagnosticsAdapter } from './host/problems/diagnosticsAdapter.ts';
import { ProblemTracker } from './host/problems/problemTracker.ts';
import { FixProvider } from './host/quickFixes/codeActionProvider.ts';
import { openSession } from './host/sessions/openSession.ts';
import { pickSession } from './host/sessions/pickSession.ts';
import { Sessions } from './host/sessions/sessions.ts';
import { startTail } from './host/sessions/startTail.ts';
import { keepContext } from './host/contextKeys.ts';
import { settings } from './host/settings.ts';
import { WorkspaceSources } from './host/sources/workspaceSources.ts';
import { StatusBar } from './host/statusBar.ts';
import { ProcessRegistry } from './host/wrangler/processRegistry.ts';
import { WorkerProjects } from './host/wrangler/workerProjects.ts';
import { fieldsOf } from './shared/fieldsOf.ts';
import { useLanguage } from './shared/l10n.ts';

let stopAll: (() => Promise<void>) | undefined;

/** Makes the parts, wires them, registers them. Nothing is read or run before a user asks for it. */
export function activate(context: vscode.ExtensionContext): void {
  useLanguage(vscode.env.language, vscode.l10n.bundle);
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const storage = context.globalStorageUri.fsPath;
  const log = own(createLog());
  const onError = (error: unknown): void =>
    log.error(error instanceof Error ? error : String(error));

  const timeline = own(new Timeline(settings.retention, onError));
  const sessions = own(new Sessions(log));
  const projects = own(new WorkerProjects(log));
  const sources = new WorkspaceSources(projects, log);
  const registry = new ProcessRegistry(path.join(storage, 'processes'), log);
  const services = { timeline, registry, cacheFolder: path.join(storage, 'compile-cache'), log };

  const diagnostics = own(new DiagnosticsAdapter(log));
  own(new ProblemTracker(timeline, sources, diagnostics.publish, log));
  const empty = emptyView(sessions, timeline, projects);
  const actions = new PanelActions(timeline, sources, log);
  const panel = own(new TailPanel(context.extensionUri, timeline, sessions, empty, actions));
  own(new StatusBar(sessions, timeline));
  own(keepContext(sessions, timeline));

  own(vscode.window.registerWebviewViewProvider(VIEW, panel));
  own(
    vscode.languages.registerCodeActionsProvider(
      { scheme: 'file' },
      new FixProvider(diagnostics, log),
      FixProvider.metadata,
    ),
  );
  own(
    registerCommands(
      {
        start: async (argument) => {
          void panel.show();
          await startTail(argument, projects, sessions, services, context.workspaceState);
        },
        stop: async (argument) => (await pickSession(argument, sessions.running)).stop(),
        stopAll: () => sessions.stopAll(),
        restart: async (argument) => (await pickSession(argument, sessions.all)).restart(),
        showPanel: (argument) => panel.show(eventOf(argument)),
        clear: () => {
          sessions.forgetEnded();
          timeline.clear();
        },
        openSession: async (argument) => {
          void panel.show();
          await openSession(argument, sessions, timeline, log);
        },
        showLog: () => log.show(),
      },
      log,
    ),
  );
  stopAll = () => sessions.stopAll();
  void guarded(log, () => registry.reap());
}

/** The editor waits for this before the extension host ends. */
export async function deactivate(): Promise<void> {
  await stopAll?.();
}

function eventOf(argument: unknown): number | undefined {
  const { event } = fieldsOf(argument);
  return typeof event === 'number' ? event : undefined;
}
