import * as vscode from 'vscode';
import type { Timeline } from '../core/tail/timeline.ts';
import { Batcher } from '../core/tail/batcher.ts';
import { Owner, type Disposable } from '../shared/dispose.ts';
import { formatCount, formatRate, t } from '../shared/l10n.ts';
import type { SessionStateName } from '../shared/protocol.ts';
import { COMMANDS } from './commands.ts';
import { nodeTimers } from './platform.ts';
import type { Sessions } from './sessions/sessions.ts';

const ICONS: Readonly<Record<SessionStateName, string>> = {
  starting: '$(loading~spin)',
  live: '$(pulse)',
  quiet: '$(pulse)',
  reconnecting: '$(sync~spin)',
  sampling: '$(filter)',
  stopped: '$(debug-stop)',
};

/** One item, there while a tail runs: state, Worker, events per second, failing. Click shows the panel. */
export class StatusBar implements Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #sessions: Sessions;
  readonly #timeline: Timeline;
  readonly #owner = new Owner();

  constructor(sessions: Sessions, timeline: Timeline) {
    this.#sessions = sessions;
    this.#timeline = timeline;
    this.#item = this.#owner.add(
      vscode.window.createStatusBarItem('tailWorker', vscode.StatusBarAlignment.Left, 10),
    );
    this.#item.name = 'Tail Worker';
    this.#item.command = COMMANDS.showPanel;
    const later = this.#owner.add(new Batcher(nodeTimers, () => this.#update(), 500));
    this.#owner.add(sessions.onDidChange(() => later.changed()));
    this.#owner.add(timeline.onDidChange(() => later.changed()));
  }

  dispose(): void {
    this.#owner.dispose();
  }

  #update(): void {
    const views = this.#sessions.running.map((session) => session.view);
    const [first] = views;
    if (first === undefined) {
      this.#item.hide();
      return;
    }
    const rate = views.reduce((sum, view) => sum + view.eventsPerSecond, 0);
    const { failing } = this.#timeline.counts;
    const name = views.length === 1 ? first.name : t('{0} Workers', formatCount(views.length));
    this.#item.text = [
      `${ICONS[first.state]} ${name}`,
      t('{0}/s', formatRate(rate)),
      ...(failing > 0 ? [`$(error) ${formatCount(failing)}`] : []),
    ].join('  ');
    this.#item.tooltip = views.map((view) => `${view.name}: ${view.sentence}`).join('\n');
    this.#item.accessibilityInformation = {
      label:
        failing === 1
          ? t('Tail Worker: {0}, {1} 1 failing event.', name, first.sentence)
          : t(
              'Tail Worker: {0}, {1} {2} failing events.',
              name,
              first.sentence,
              formatCount(failing),
            ),
    };
    this.#item.show();
  }
}
