import * as vscode from 'vscode';
import { explainEvent } from '../../core/errors/explainEvent.ts';
import type { Place } from '../../core/errors/locate.ts';
import { failuresOf } from '../../core/errors/failures.ts';
import { causeOf } from '../../core/problems/causeOf.ts';
import type { MovingRange } from '../../core/problems/movingRange.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { toZeroBased } from '../../shared/position.ts';
import type { FixView, FromPage, PageCommand, ToPage } from '../../shared/protocol.ts';
import { isFailing } from '../../shared/tailEvent.ts';
import { COMMANDS, guarded } from '../commands.ts';
import type { DiagnosticsAdapter } from '../problems/diagnosticsAdapter.ts';
import { rangeOf } from '../problems/toVscode.ts';
import { fixKey, type OfferedFix } from '../quickFixes/fixEdit.ts';
import type { ProblemFixes } from '../quickFixes/fixesOfProblem.ts';
import type { WorkspaceSources } from '../sources/workspaceSources.ts';
import { UserError } from '../userErrors.ts';
import type { ViewerActions } from './viewerActions.ts';
import {
  causePlace,
  errorsOf,
  eventDetail,
  reopen,
  stepsFor,
  type OpenedEvent,
} from './eventDetail.ts';

/** What the page may ask for. It names rows, frames and fixes by number: no path or command comes from it. */
export class PanelActions {
  readonly #timeline: Timeline;
  readonly #sources: WorkspaceSources;
  readonly #diagnostics: DiagnosticsAdapter;
  readonly #fixes: ProblemFixes;
  readonly #twinOf: (row: number) => number | undefined;
  readonly #reveal: (row: number) => Promise<void>;
  readonly #viewer: ViewerActions;
  readonly #log: Log;

  /** @param twinOf the row of the other event of the same failure. @param reveal shows a row in the panel. */
  constructor(
    timeline: Timeline,
    sources: WorkspaceSources,
    diagnostics: DiagnosticsAdapter,
    fixes: ProblemFixes,
    twinOf: (row: number) => number | undefined,
    reveal: (row: number) => Promise<void>,
    viewer: ViewerActions,
    log: Log,
  ) {
    this.#timeline = timeline;
    this.#sources = sources;
    this.#diagnostics = diagnostics;
    this.#fixes = fixes;
    this.#twinOf = twinOf;
    this.#reveal = reveal;
    this.#viewer = viewer;
    this.#log = log;
  }

  answer(message: FromPage, reply: (message: ToPage) => void): void {
    void guarded(
      this.#log,
      () => this.#viewer.answer(message, reply) ?? this.#answer(message, reply),
    );
  }

  async #answer(message: FromPage, reply: (message: ToPage) => void): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'follow':
      case 'show':
        return;
      case 'openDetail':
        return this.#detail(message.id, reply);
      case 'openFrame': {
        const opened = await this.#open(message.id);
        const place = errorsOf(opened)[message.error]?.frames[message.frame]?.place;
        if (place !== undefined) await showPlace(place);
        return;
      }
      case 'openPlace': {
        const place = causePlace(await this.#open(message.id));
        if (place !== undefined) await showPlace(place);
        return;
      }
      case 'openLink': {
        const link = explainEvent((await this.#open(message.id)).event)?.meaning.entry.link;
        if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link));
        return;
      }
      case 'explain':
        await vscode.commands.executeCommand(COMMANDS.explainCode, message.code);
        return;
      case 'openRaw':
        return this.#openRaw(message.id);
      case 'openRelated':
        return this.#reveal(message.id);
      case 'openTwin': {
        const twin = this.#twinOf(message.id);
        if (twin !== undefined) await this.#reveal(twin);
        return;
      }
      case 'applyFix':
        return this.#applyFix(message.id, message.key, reply);
      case 'command':
        await runPageCommand(message.command, message.session);
        return;
      default:
        // `PageConnection` and `ViewerActions` have answered the others.
        return;
    }
  }

  async #detail(id: number, reply: (message: ToPage) => void): Promise<void> {
    let opened: OpenedEvent | undefined;
    try {
      opened = await this.#find(id);
    } finally {
      // The page waits for an answer, whatever happened.
      reply({ type: 'detail', id, detail: opened && eventDetail(id, opened) });
    }
    if (opened === undefined) return;
    const related = this.#viewer.tellRelated(id, opened.event, reply);
    await Promise.all([this.#tellFixes(id, opened, reply), related]);
  }

  /** The rules take longer than the rest, and nobody waits for them to read it. */
  async #tellFixes(
    id: number,
    opened: OpenedEvent,
    reply: (message: ToPage) => void,
  ): Promise<void> {
    const fixes = (await this.#fixesOf(opened)).map(fixView);
    const byHand = fixes.length > 0 ? NO_STEPS : stepsFor(opened.event);
    reply({ type: 'fixes', id, fixes, ...byHand });
  }

  async #open(id: number): Promise<OpenedEvent> {
    const opened = await this.#find(id);
    if (opened === undefined) {
      throw new UserError(t('This event is no longer kept (setting tailWorker.retention).'));
    }
    return opened;
  }

  /** @returns undefined when the event is no longer kept, or cannot be read back. */
  async #find(id: number): Promise<OpenedEvent | undefined> {
    const { kept, workers } = this.#timeline;
    const event = reopen(await kept.read(id));
    if (event === undefined || !kept.has(id)) return undefined;
    const worker = event.scriptName ?? workers[kept.facetsOf(id).worker] ?? '';
    const failures = await Promise.all(
      failuresOf(event).map((failure, index) => {
        const reach = index === 0 && isFailing(event) ? 'handler' : 'line';
        return this.#sources.placed(worker, event, failure, reach);
      }),
    );
    return { event, worker, failures, twin: this.#twinOf(id) };
  }

  async #fixesOf(opened: OpenedEvent): Promise<readonly OfferedFix[]> {
    const place = causePlace(opened);
    const [main] = opened.failures;
    if (place === undefined || main === undefined) return [];
    const { code, message } = causeOf(main.failure, opened.event);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.file));
    const { couldBeMapped } = main;
    const failure = { worker: opened.worker, code, message, place, couldBeMapped };
    return this.#fixes.of(failure, this.#whereNow(place, code), document);
  }

  /** The place moves with what is typed; its marker knows where to. */
  #whereNow(place: Place, code: string): MovingRange {
    const marker = this.#diagnostics.markerOf(
      place.file,
      (problem) =>
        problem.code === code &&
        problem.place.position.line === place.position.line &&
        problem.place.position.column === place.position.column,
    );
    return marker?.range ?? rangeOf(place, () => undefined);
  }

  async #applyFix(id: number, key: string, reply: (message: ToPage) => void): Promise<void> {
    const opened = await this.#open(id);
    const offered = (await this.#fixesOf(opened)).find((each) => fixKey(each) === key);
    if (offered === undefined) {
      await this.#tellFixes(id, opened, reply);
      throw new UserError(t('The source has changed since: this fix no longer fits.'));
    }
    const [changed] = offered.edit.entries();
    // False as well when the user looked at the preview and went away.
    if (!(await vscode.workspace.applyEdit(offered.edit)) || changed === undefined) return;
    const [uri, [first]] = changed;
    await vscode.window.showTextDocument(uri, {
      ...(first && { selection: new vscode.Range(first.range.start, first.range.start) }),
    });
  }

  async #openRaw(id: number): Promise<void> {
    const text = await this.#timeline.kept.read(id);
    if (text === undefined || text === '') return;
    const content = JSON.stringify(JSON.parse(text), undefined, 2);
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    await vscode.window.showTextDocument(document, { preview: true });
  }
}

const NO_STEPS = { steps: [], example: undefined } as const;

function fixView(offered: OfferedFix): FixView {
  const { fix, edit } = offered;
  return {
    key: fixKey(offered),
    title: fix.title,
    safe: fix.safety === 'safe',
    files: edit.entries().map(([uri]) => vscode.workspace.asRelativePath(uri)),
  };
}

async function showPlace(place: Place): Promise<void> {
  const { line, column } = toZeroBased(place.position);
  const at = new vscode.Position(line, column);
  await vscode.window.showTextDocument(vscode.Uri.file(place.file), {
    selection: new vscode.Range(at, at),
  });
}

const EDITOR_COMMANDS: Readonly<Record<PageCommand, string>> = {
  start: COMMANDS.start,
  stop: COMMANDS.stop,
  restart: COMMANDS.restart,
  clear: COMMANDS.clear,
  openSession: COMMANDS.openSession,
  saveSession: COMMANDS.saveSession,
  openDemoRecording: COMMANDS.openDemoRecording,
  showLog: COMMANDS.showLog,
  openFolder: 'workbench.action.files.openFolder',
  openSettings: 'workbench.action.openSettings',
};

async function runPageCommand(command: PageCommand, session: string | undefined): Promise<void> {
  const argument = command === 'openSettings' ? 'tailWorker' : session;
  await vscode.commands.executeCommand(
    EDITOR_COMMANDS[command],
    ...(argument === undefined ? [] : [argument]),
  );
}
