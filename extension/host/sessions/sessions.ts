import type * as vscode from 'vscode';
import { Emitter } from '../../shared/emitter.ts';
import type { Log } from '../../shared/log.ts';
import type { SessionView } from '../../shared/protocol.ts';
import type { Session } from './session.ts';

/** The sessions of this window, in the order in which they were started; ended ones stay until cleared. */
export class Sessions implements vscode.Disposable {
  readonly #sessions = new Map<string, Session>();
  readonly #changed: Emitter<undefined>;
  readonly onDidChange: Emitter<undefined>['event'];

  constructor(log: Log) {
    this.#changed = new Emitter((error) =>
      log.error(error instanceof Error ? error : String(error)),
    );
    this.onDidChange = this.#changed.event;
  }

  readonly changed = (): void => this.#changed.fire(undefined);

  get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  get running(): readonly Session[] {
    return this.all.filter((session) => session.running);
  }

  views(): SessionView[] {
    return this.all.map((session) => session.view);
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  add(session: Session): void {
    this.#sessions.set(session.id, session);
    this.changed();
  }

  /** Forgets those that have ended. */
  forgetEnded(): void {
    for (const session of this.all) {
      if (!session.running) this.#sessions.delete(session.id);
    }
    this.changed();
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.running.map((session) => session.stop()));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
