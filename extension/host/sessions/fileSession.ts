import { createReadStream } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { JsonFramer } from '../../core/tail/jsonFramer.ts';
import { sessionSink } from '../../core/tail/sessionSink.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { formatCount, t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import type { SessionView } from '../../shared/protocol.ts';
import { nodeBytes } from '../platform.ts';
import { UserError } from '../userErrors.ts';
import type { Session, SessionChanged } from './session.ts';

/**
 * A recorded session: JSON Lines, or what `wrangler tail --format json > file` wrote. It makes the same
 * rows, problems and fixes as a live one, with no account and no process.
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

  constructor(file: vscode.Uri, timeline: Timeline, log: Log, changed: SessionChanged) {
    this.#file = file;
    this.#name = path.posix.basename(file.path);
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
    const listener = {
      event: () => {
        this.#events++;
      },
      notice: () => undefined,
      noise: (line: string) => this.#log.debug(`${this.#name}: ${line}`),
    };
    // Events that name no Worker are shown under the file's name.
    const framer = new JsonFramer(
      nodeBytes,
      sessionSink(this.#timeline, this.#name, listener, this.#log),
    );
    try {
      for await (const chunk of this.#chunks()) {
        if (this.#abort.signal.aborted) break;
        framer.push(chunk);
      }
      framer.end();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#end(t('The file cannot be read: {0}', reason));
      throw new UserError(t('{0} cannot be read: {1}', this.#name, reason));
    }
    this.#end(
      this.#events === 1
        ? t('1 event from this file.')
        : t('{0} events from this file.', formatCount(this.#events)),
    );
    if (this.#events === 0 && !this.#abort.signal.aborted) {
      throw new UserError(
        t(
          'There is no tail event in {0}. Open JSON Lines, or what "wrangler tail --format json > file" wrote.',
          this.#name,
        ),
      );
    }
  }

  #end(sentence: string): void {
    this.#sentence = sentence;
    this.#stoppedAt = Date.now();
    this.#changed();
  }

  /** Pieces small enough that the host's other work goes on between them. */
  async *#chunks(): AsyncGenerator<Uint8Array> {
    const source: AsyncIterable<Uint8Array> =
      this.#file.scheme === 'file'
        ? createReadStream(this.#file.fsPath, { highWaterMark: PIECE })
        : pieces(await vscode.workspace.fs.readFile(this.#file));
    let utf16: InstanceType<typeof TextDecoder> | undefined;
    let first = true;
    for await (const chunk of source) {
      // Windows PowerShell's `>` writes UTF-16 with a byte order mark.
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) utf16 = new TextDecoder('utf-16le');
      first = false;
      yield utf16 === undefined ? chunk : Buffer.from(utf16.decode(chunk, { stream: true }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const PIECE = 64 * 1024;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield await Promise.resolve(bytes.subarray(at, at + PIECE));
  }
}
