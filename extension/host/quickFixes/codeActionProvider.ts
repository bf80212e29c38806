import * as vscode from 'vscode';
import { SOURCE_MAPS } from '../../core/fixes/fixRule.ts';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { t } from '../../shared/l10n.ts';
import type { EditedText } from '../analysis/analysisMethods.ts';
import type { ProjectStates } from '../analysis/projectStates.ts';
import type { Analysis } from '../analysis/startAnalysis.ts';
import { COMMANDS } from '../commands.ts';
import type { DiagnosticsAdapter } from '../problems/diagnosticsAdapter.ts';
import type { SourceHints } from '../sourceCheck/sourceHints.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { offeredFix, type OfferedFix } from './fixEdit.ts';
import type { ProblemFixes } from './fixesOfProblem.ts';
import { OfferedActions } from './offeredActions.ts';

/** What the light bulb is about: a failure that came, or a hint. */
interface Subject {
  readonly diagnostic: vscode.Diagnostic;
  readonly code: string | undefined;
  readonly fixes: readonly OfferedFix[];
  /** The document, as the Worker project names it. */
  readonly display: string;
  readonly project: DeployedProject | undefined;
  /** Undefined for a hint. */
  readonly problem?: Problem;
}

/** The light bulb: the fixes, the safe one first and preferred, then what else can be done. */
export class FixProvider implements vscode.CodeActionProvider {
  static readonly fixAll = vscode.CodeActionKind.SourceFixAll.append('tailWorker');
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FixProvider.fixAll],
  };

  readonly #diagnostics: DiagnosticsAdapter;
  readonly #fixes: ProblemFixes;
  readonly #hints: SourceHints;
  readonly #states: ProjectStates;
  readonly #analysis: Analysis;

  constructor(
    diagnostics: DiagnosticsAdapter,
    fixes: ProblemFixes,
    hints: SourceHints,
    states: ProjectStates,
    analysis: Analysis,
  ) {
    this.#diagnostics = diagnostics;
    this.#fixes = fixes;
    this.#hints = hints;
    this.#states = states;
    this.#analysis = analysis;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { version } = document;
    // An edit by offset fits only the text that it was made for.
    const isCancelled = (): boolean =>
      token.isCancellationRequested || document.version !== version;
    const actions =
      only?.contains(FixProvider.fixAll) === true
        ? await this.#fixAll(document, isCancelled)
        : only === undefined || only.intersects(vscode.CodeActionKind.QuickFix)
          ? await this.#quickFixes(document, range, isCancelled)
          : [];
    return isCancelled() ? [] : actions;
  }

  async #quickFixes(
    document: vscode.TextDocument,
    range: vscode.Range,
    isCancelled: () => boolean,
  ): Promise<vscode.CodeAction[]> {
    const subjects = await this.#subjectsAt(document, range, isCancelled);
    const actions = new OfferedActions();
    for (const safety of ['safe', 'review'] as const) {
      for (const { fixes, diagnostic } of subjects) {
        for (const each of fixes) if (each.fix.safety === safety) actions.fix(each, diagnostic);
      }
    }
    const kinds = new Set<string>();
    for (const { fixes, display, project, diagnostic } of subjects) {
      for (const { fix } of fixes) {
        if (fix.safety !== 'safe' || kinds.has(fix.rule) || isCancelled()) continue;
        kinds.add(fix.rule);
        const { rule } = fix;
        const edited = this.#edited(document, display, project);
        for (const all of await this.#analysis.call('fixAll', { ...edited, rule })) {
          const offered = await offeredFix(all, document, project?.folder);
          if (offered !== undefined) actions.all(offered, diagnostic);
        }
      }
    }
    for (const subject of subjects) addCommands(actions, subject);
    return actions.list;
  }

  async #subjectsAt(
    document: vscode.TextDocument,
    range: vscode.Range,
    isCancelled: () => boolean,
  ): Promise<Subject[]> {
    const subjects: Subject[] = [];
    for (const { problem, range: at, diagnostic } of this.#diagnostics.markersAt(
      document.uri,
      range,
    )) {
      if (isCancelled()) return [];
      const fixes = await this.#fixes.of(problem, at, document);
      const project = await this.#fixes.projectOf(problem.worker);
      const { display } = problem.place;
      subjects.push({ diagnostic, code: problem.code, fixes, display, project, problem });
    }
    const found = await this.#hints.at(document, range);
    for (const hint of found?.hints ?? []) {
      if (found === undefined || isCancelled()) break;
      const { project, display } = found.module;
      const fixes = await Promise.all(
        hint.fixes.map((fix) => offeredFix(fix, document, project.folder)),
      );
      subjects.push({
        diagnostic: hint.diagnostic,
        code: hint.code,
        fixes: fixes.filter((each) => each !== undefined),
        display,
        project,
      });
    }
    return subjects;
  }

  /** Of the kinds that this document is marked with, and of no other: nothing unseen is changed on a save. */
  async #fixAll(
    document: vscode.TextDocument,
    isCancelled: () => boolean,
  ): Promise<vscode.CodeAction[]> {
    const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
    const [marker] = this.#diagnostics.markersAt(document.uri, whole);
    const codes = new Set(
      this.#diagnostics.markersAt(document.uri, whole).map(({ problem }) => problem.code),
    );
    const found = await this.#hints.at(document, whole);
    const hinted = new Set(found?.hints.map(({ rule }) => rule));
    if (codes.size === 0 && hinted.size === 0) return [];
    const project = marker
      ? await this.#fixes.projectOf(marker.problem.worker)
      : found?.module.project;
    const display = marker?.problem.place.display ?? found?.module.display;
    if (display === undefined) return [];
    if (isCancelled()) return [];
    const edits = await this.#analysis.call('safeEdits', {
      ...this.#edited(document, display, project),
      rules: [...hinted],
      codes: [...codes],
    });
    if (edits.length === 0) return [];
    const title = t('Fix all known problems that can be fixed safely');
    const fix = { rule: FixProvider.fixAll.value, title, safety: 'safe', edits } as const;
    const offered = await offeredFix({ fix, seen: new Map() }, document, project?.folder);
    if (offered === undefined) return [];
    const action = new vscode.CodeAction(title, FixProvider.fixAll);
    action.edit = offered.edit;
    return [action];
  }

  #edited(
    document: vscode.TextDocument,
    file: string,
    project: DeployedProject | undefined,
  ): EditedText {
    return { project: project && this.#states.of(project), file, text: document.getText() };
  }
}

function addCommands(actions: OfferedActions, { diagnostic, code, fixes, problem }: Subject): void {
  if (code !== undefined) {
    const remedies = meaningOf(code)?.entry.remedies ?? [];
    // The page is the same; where no edit can be offered it holds the steps.
    const title =
      fixes.every(({ fix }) => fix.rule === SOURCE_MAPS) && remedies.length > 0
        ? t('How to Fix {0}', code)
        : t('Explain {0}', code);
    actions.command(title, COMMANDS.explainCode, code, diagnostic);
  }
  if (problem === undefined) return;
  const { row, also, signature } = problem;
  // Events do not outlive the window, problems do.
  if (row !== undefined) {
    actions.command(t('Show in Tail Worker'), COMMANDS.showPanel, { event: row }, diagnostic);
  }
  // What a Durable Object throws is seen in its caller again.
  if (also !== undefined) {
    const title = t('Show the Same Failure in the Other Worker or Object');
    actions.command(title, COMMANDS.showPanel, { event: also }, diagnostic);
  }
  actions.command(t('Mute This Failure'), COMMANDS.muteProblem, signature, diagnostic);
}
