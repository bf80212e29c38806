import * as vscode from 'vscode';
import { Batcher } from '../core/tail/batcher.ts';
import type { Timeline } from '../core/tail/timeline.ts';
import { Owner, type Disposable } from '../shared/dispose.ts';
import { nodeTimers } from './platform.ts';
import type { Sessions } from './sessions/sessions.ts';

/** Keeps the context keys that hide the commands which cannot run now. */
export function keepContext(sessions: Sessions, timeline: Timeline): Disposable {
  const owner = new Owner();
  const sent = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (sent.get(key) === value) return;
    sent.set(key, value);
    void vscode.commands.executeCommand('setContext', `tailWorker.${key}`, value);
  };
  const later = owner.add(
    new Batcher(
      nodeTimers,
      () => {
        set('running', sessions.running.length > 0);
        set('hasSession', sessions.all.length > 0);
        set('hasEvents', timeline.kept.count > 0);
      },
      200,
    ),
  );
  owner.add(sessions.onDidChange(() => later.changed()));
  owner.add(timeline.onDidChange(() => later.changed()));
  return owner;
}
