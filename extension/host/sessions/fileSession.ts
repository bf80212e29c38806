import * as path from 'node:path';
import * as vscode from 'vscode';
import { RecordedFramer } from '../../core/tail/recordedFramer.ts';
import type { FrameSink } from '../../core/tail/jsonFramer.ts';
import { sessionSink } from '../../core/tail/sessionSink.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { formatCount, t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import type { SessionView } from '../../shared/protocol.ts';
import { nodeBytes } from '../platform.ts';
import { UserError } from '../userErrors.ts';
import { fileChunks } from './fileChunks.ts';
import { withFileProgress } from './fileProgress.ts';
import { inPieces } from './inPieces.ts';
import { recordedBytes } from './recordedBytes.ts';
import type { Session, SessionChanged } from './session.ts';

/**
 * A recorded session: JSON Lines, what `wrangler tail --format json > file` wrote, a JSON array or a HAR document,
 * also as gzip. It makes the same rows, problems and fixes as a live one, with no account and no process.
 */
export class FileSession implements Session {
  readonly #file: vscode.Uri;
  readonly #timeline: Timeline;
  readonly #log: Log;
  readonly #changed: SessionChanged;
  readonly #name: string;
  #startedAt = Date.now();
  #stoppedAt: number | undefined;
  #sentence = t('Reading the file.');
  #events = 0;
  #abort = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  /** @param name for people. */
  constructor(
    file: vscode.Uri,
    timeline: Timeline,
    log: Log,
    changed: SessionChanged,
    name = path.posix.basename(file.path),
  ) {
    this.#file = file;
    this.#name = name;
    this.#timeline = timeline;
    this.#log = log;
    this.#changed = changed;
  }

  get id(): string {
    return this.#file.toString();
  }

  get running(): boolean {
    return this.#stoppedAt === undefined;
  }

  readonly next = { label: t('Open a Recorded Session'), command: 'openSession' } as const;

  get view(): SessionView {
    return {
      id: this.id,
      name: this.#name,
      source: 'file',
      state: this.running ? 'live' : 'stopped',
      sentence: this.#sentence,
      startedAt: this.#startedAt,
      stoppedAt: this.#stoppedAt,
      eventsPerSecond: 0,
      worker: 0,
    };
  }

  /** @throws UserError when the file cannot be read or holds no event. */
  start(): Promise<void> {
    this.#reading = this.#read();
    return this.#reading;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#reading.catch(() => undefined); // who started it was told
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#abort = new AbortController();
    await this.start();
  }

  async #read(): Promise<void> {
    this.#startedAt = Date.now();
    this.#stoppedAt = undefined;
    this.#events = 0;
    this.#changed();
    try {
      await this.#frame();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#end(`${t('The file cannot be read: {0}', reason)} ${this.#counted()}`);
      const told = t('{0} cannot be read: {1}', this.#name, reason);
      throw new UserError(this.#events === 0 ? told : `${told} ${this.#counted()}`);
    }
    if (this.#abort.signal.aborted) {
      this.#end(`${t('Reading was cancelled.')} ${this.#counted()}`);
      return;
    }
    this.#end(this.#counted());
    if (this.#events === 0) {
      throw new UserError(
        t(
          'There is no tail event in {0}. Open JSON Lines, a JSON array, a HAR file, or what "wrangler tail --format json > file" wrote.',
          this.#name,
        ),
      );
    }
  }

  /** @throws what reading throws. */
  async #frame(): Promise<void> {
    const { size } = await vscode.workspace.fs.stat(this.#file);
    const title = t('Reading {0}', this.#name);
    await withFileProgress(title, size, this.#abort, async (report) => {
      let done = 0;
      const chunks = fileChunks(this.#file, (bytes) => report((done += bytes)));
      const framer = new RecordedFramer(nodeBytes, this.#sink());
      await inPieces(recordedBytes(chunks), framer, this.#abort.signal);
    });
  }

  #sink(): FrameSink {
    const log = quietLog(this.#log);
    const listener = {
      event: () => {
        this.#events++;
      },
      notice: () => undefined,
      noise: (line: string) => log.debug(`${this.#name}: ${line}`),
    };
    // Events that name no Worker are shown under the file's name.
    return sessionSink(this.#timeline, this.#name, listener, log);
  }

  #counted(): string {
    return this.#events === 1
      ? t('1 event from this file.')
      : t('{0} events from this file.', formatCount(this.#events));
  }

  #end(sentence: string): void {
    this.#sentence = sentence;
    this.#stoppedAt = Date.now();
    this.#changed();
  }
}

const MOST_LINES = 100;

/** A large file that is something else would fill the log. */
function quietLog(log: Log): Log {
  let lines = 0;
  const some =
    (write: (message: string) => void) =>
    (message: string): void => {
      if (lines++ < MOST_LINES) write(message);
    };
  return {
    trace: (message) => log.trace(message),
    debug: some((message) => log.debug(message)),
    info: (message) => log.info(message),
    warn: some((message) => log.warn(message)),
    error: (message) => log.error(message),
  };
}
