import * as path from 'node:path';
import * as vscode from 'vscode';
import { Timeline } from '../core/tail/timeline.ts';
import { Slicer } from '../core/view/slicer.ts';
import { Finder } from '../core/view/finder.ts';
import { Viewer } from '../core/view/viewer.ts';
import { Owner, type Disposable } from '../shared/dispose.ts';
import { fieldsOf } from '../shared/fieldsOf.ts';
import { parseFilter } from '../shared/filter/parseFilter.ts';
import { t } from '../shared/l10n.ts';
import { UserError } from './userErrors.ts';
import { ProjectStates } from './analysis/projectStates.ts';
import { startAnalysis } from './analysis/startAnalysis.ts';
import { CodeHover } from './catalog/codeHover.ts';
import { compareCodes, explainCode } from './catalog/codeCommands.ts';
import { CodePages } from './catalog/codePages.ts';
import { loadCatalogTranslation } from './catalog/catalogTranslation.ts';
import type { CommandHandlers } from './commands.ts';
import { keepContext } from './contextKeys.ts';
import { openSpill } from './kept/openSpill.ts';
import { fieldsOfKept } from './kept/fieldsOfKept.ts';
import type { HostLog } from './log.ts';
import { emptyView } from './panel/emptyView.ts';
import { filterView } from './panel/filterView.ts';
import { PanelActions } from './panel/panelActions.ts';
import { ViewerActions } from './panel/viewerActions.ts';
import { TailPanel } from './panel/tailPanel.ts';
import { DiagnosticsAdapter } from './problems/diagnosticsAdapter.ts';
import { keepMuted, memoryOf } from './problems/problemSettings.ts';
import { ProblemTracker } from './problems/problemTracker.ts';
import { FixProvider } from './quickFixes/codeActionProvider.ts';
import { ProblemFixes } from './quickFixes/fixesOfProblem.ts';
import { knowDemo, openDemoRecording } from './sessions/demoRecording.ts';
import { openSession } from './sessions/openSession.ts';
import { pickSession } from './sessions/pickSession.ts';
import { saveSession } from './sessions/saveSession.ts';
import { Sessions } from './sessions/sessions.ts';
import { startTail } from './sessions/startTail.ts';
import { nodeTimers } from './platform.ts';
import { muteSignature, remembered, settings } from './settings.ts';
import { timelineTexts } from './sessions/timelineTexts.ts';
import { LocalBuilds } from './sources/localBuilds.ts';
import { MapReader } from './sources/mapReader.ts';
import { buildWithProgress } from './sources/runBuild.ts';
import { checkSource } from './sourceCheck/checkSource.ts';
import { checkWhileTyping } from './sourceCheck/checkWhileTyping.ts';
import { SourceHints } from './sourceCheck/sourceHints.ts';
import { type SourceQuestions, WorkspaceSources } from './sources/workspaceSources.ts';
import { StatusBar } from './statusBar.ts';
import type { ProcessRegistry } from './wrangler/processRegistry.ts';
import { WorkerProjects } from './wrangler/workerProjects.ts';

/** Everything that is loaded with the first use. */
export interface App extends Disposable {
  readonly commands: CommandHandlers;
  readonly panel: TailPanel;
  readonly codePages: CodePages;
  /** What must be done before the extension host ends. */
  close(): Promise<void>;
}

/** Makes the parts and wires them. */
export async function createApp(
  context: vscode.ExtensionContext,
  registry: ProcessRegistry,
  cacheFolder: string,
  log: HostLog,
): Promise<App> {
  await loadCatalogTranslation(context.extensionUri, log);
  const owner = new Owner();
  const onError = (error: unknown): void =>
    log.error(error instanceof Error ? error : String(error));

  const spill = openSpill(context, log);
  const retention = owner.add(remembered(settings.retention));
  const timeline = owner.add(new Timeline(() => retention.get(), spill, onError));
  const sessions = owner.add(new Sessions(log));
  const projects = owner.add(new WorkerProjects(log));
  await knowDemo(context, projects);
  const ended = new AbortController();
  owner.add({ dispose: () => ended.abort() });
  const builds = new LocalBuilds(
    path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'builds'),
    () => vscode.workspace.isTrusted,
    buildWithProgress(registry, cacheFolder, ended.signal),
    log,
  );
  const maps = owner.add(new MapReader(context.asAbsolutePath('dist/mapThread.js'), log));
  const states = owner.add(
    new ProjectStates(projects, (project) => sources.modulesOf(project), log),
  );
  const analysis = owner.add(
    startAnalysis(
      context.asAbsolutePath('dist/analysisThread.js'),
      { language: vscode.env.language, texts: vscode.l10n.bundle },
      states,
    ),
  );
  const questions: SourceQuestions = {
    handler: (project, event, failure) =>
      analysis.call('handler', { project: states.of(project), event, failure }),
    remoteMethod: (project, { display: file, position }) =>
      analysis.call('remoteMethod', { project: states.of(project), file, position }),
  };
  const sources: WorkspaceSources = owner.add(
    new WorkspaceSources(projects, builds, maps, questions, log),
  );
  const services = { timeline, registry, cacheFolder, log };

  const diagnostics = owner.add(new DiagnosticsAdapter(log));
  const tracker = owner.add(
    new ProblemTracker(timeline, sources, diagnostics.publish, memoryOf(context), log),
  );
  diagnostics.listen(tracker);
  owner.add(keepMuted(tracker));
  const empty = emptyView(sessions, timeline, projects);
  // What an empty list says may be another thing then.
  owner.add(projects.onDidChange(sessions.changed));
  owner.add(vscode.workspace.onDidGrantWorkspaceTrust(sessions.changed));
  const fixes = new ProblemFixes(projects, states, analysis);
  const hints = owner.add(new SourceHints(states, analysis));
  owner.add(checkWhileTyping(hints, projects, log));
  const viewSources = {
    kept: timeline.kept,
    workers: timeline.workers,
    slicer: new Slicer(nodeTimers),
    fields: fieldsOfKept(timeline),
  };
  const viewer = owner.add(new Viewer(viewSources, onError));
  const keptTexts = timelineTexts(timeline.kept, timeline.workers, viewer);
  const finder = owner.add(new Finder(viewer, timeline.kept, onError));
  const reveal = (row: number): Promise<void> => panel.show(row);
  const viewerActions = new ViewerActions(viewer, finder, viewSources, keptTexts, reveal);
  const actions = new PanelActions(
    timeline,
    sources,
    diagnostics,
    fixes,
    (row) => tracker.linked(row),
    reveal,
    viewerActions,
    log,
  );
  const pageSources = {
    timeline,
    viewer,
    finder,
    sessions,
    empty,
    filterView: () => filterView(viewer, timeline.kept),
  };
  const panel: TailPanel = owner.add(new TailPanel(context.extensionUri, pageSources, actions));
  const codePages = owner.add(new CodePages(context.extensionUri, context.workspaceState));
  owner.add(new StatusBar(sessions, timeline));
  owner.add(keepContext(sessions, timeline));

  const files: vscode.DocumentSelector = { scheme: 'file' };
  owner.add(
    vscode.languages.registerCodeActionsProvider(
      files,
      new FixProvider(diagnostics, fixes, hints, states, analysis),
      FixProvider.metadata,
    ),
  );
  owner.add(vscode.languages.registerHoverProvider(files, new CodeHover(diagnostics)));

  return {
    panel,
    codePages,
    commands: {
      start: async (argument) => {
        void panel.show();
        await startTail(argument, projects, sessions, services, context.workspaceState);
      },
      stop: async (argument) => (await pickSession(argument, sessions.running)).stop(),
      stopAll: () => sessions.stopAll(),
      restart: async (argument) => (await pickSession(argument, sessions.all)).restart(),
      showPanel: (argument) => panel.show(eventOf(argument)),
      openInEditor: () => panel.openInEditor(),
      togglePause: () => panel.tell({ type: 'togglePause' }),
      filter: async (argument) => {
        if (typeof argument === 'string') await viewer.filter(validFilter(argument));
        await panel.tell({ type: 'focusFilter' });
      },
      nextFailure: () => viewerActions.stepFailure(true),
      previousFailure: () => viewerActions.stepFailure(false),
      clear: () => {
        sessions.forgetEnded();
        timeline.clear();
      },
      saveSession: (argument) => saveSession(argument, keptTexts),
      openSession: async (argument) => {
        void panel.show();
        await openSession(argument, sessions, timeline, log);
      },
      openDemoRecording: async () => {
        void panel.show();
        await openDemoRecording(context, projects, sessions, timeline, log);
      },
      explainCode: (argument) => explainCode(argument, codePages),
      compareCodes: (argument) => compareCodes(argument, codePages),
      checkSource: (argument) => checkSource(argument, projects, hints, log),
      muteProblem: async (argument) => {
        if (typeof argument === 'string') await muteSignature(argument);
      },
      showLog: () => log.show(),
    },
    close: async () => {
      await Promise.all([sessions.stopAll(), tracker.keep()]);
      await spill.dispose();
    },
    dispose: () => owner.dispose(),
  };
}

/** @throws UserError for one that is not valid: nothing else would say so. */
function validFilter(text: string): string {
  const parsed = parseFilter(text, { utcOffset: 0 });
  if ('query' in parsed) return text;
  throw new UserError(t('The filter is not valid: {0}', parsed.error.sentence));
}

function eventOf(argument: unknown): number | undefined {
  const { event } = fieldsOf(argument);
  return typeof event === 'number' ? event : undefined;
}
