import { JsonFramer } from '../../core/tail/jsonFramer.ts';
import {
  nextState,
  startSession,
  type SessionSignal,
  type SessionState,
} from '../../core/tail/session.ts';
import { sessionSink } from '../../core/tail/sessionSink.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import {
  explainExit,
  isReconnecting,
  stripAnsi,
  type ProcessExit,
  type StopReason,
} from '../../core/tail/wranglerOutput.ts';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import type { SessionView } from '../../shared/protocol.ts';
import type { TailNotice } from '../../shared/tailEvent.ts';
import { nodeBytes } from '../platform.ts';
import type { Wrangler } from '../wrangler/locateWrangler.ts';
import type { ProcessRegistry } from '../wrangler/processRegistry.ts';
import { WranglerProcess } from '../wrangler/wranglerProcess.ts';
import { Rate } from './rate.ts';
import type { Session, SessionChanged } from './session.ts';

export interface TailPlan {
  readonly id: string;
  /** Name of the Worker. */
  readonly worker: string;
  readonly folder: string;
  readonly arguments: readonly string[];
  readonly wrangler: () => Promise<Wrangler>;
}

export interface TailServices {
  readonly timeline: Timeline;
  readonly registry: ProcessRegistry;
  /** Where wrangler's Node may keep compiled code. */
  readonly cacheFolder: string;
  readonly log: Log;
}

/** A function, because the translations come after this module is loaded. */
const startAgain = () => ({ label: t('Start Again'), command: 'restart' }) as const;

/** A live tail: the process, the pipe behind it, and the state that is inferred from both. */
export class TailSession implements Session {
  readonly #plan: TailPlan;
  readonly #services: TailServices;
  readonly #changed: SessionChanged;
  readonly #rate = new Rate();
  #process: WranglerProcess | undefined;
  #state: SessionState = startSession(Date.now());
  #startedAt = Date.now();
  #lastEventAt = 0;
  #asked = false;
  #ticker: NodeJS.Timeout | undefined;
  /** What explains an exit: the last lines that were no event. */
  #output: string[] = [];

  constructor(plan: TailPlan, services: TailServices, changed: SessionChanged) {
    this.#plan = plan;
    this.#services = services;
    this.#changed = changed;
  }

  get id(): string {
    return this.#plan.id;
  }

  get running(): boolean {
    return this.#state.name !== 'stopped';
  }

  get view(): SessionView {
    const { name, sentence, since } = this.#state;
    return {
      id: this.id,
      name: this.#plan.worker,
      source: 'tail',
      state: name,
      sentence,
      startedAt: this.#startedAt,
      stoppedAt: name === 'stopped' ? since : undefined,
      eventsPerSecond: this.#rate.perSecond(Date.now()),
      worker: this.#services.timeline.workerIndex(this.#plan.worker),
    };
  }

  get next(): StopReason['next'] {
    return this.#state.stop?.reason === 'asked' ? startAgain() : this.#state.stop?.next;
  }

  /** @throws UserError when there is no wrangler to start. */
  async start(): Promise<void> {
    const { folder, worker, arguments: args } = this.#plan;
    const { registry, cacheFolder, log } = this.#services;
    this.#asked = false;
    this.#output = [];
    this.#startedAt = Date.now();
    this.#state = startSession(this.#startedAt);
    this.#changed();
    let wrangler: Wrangler;
    try {
      wrangler = await this.#plan.wrangler();
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      this.#signal({
        type: 'stopped',
        stop: {
          reason: 'not-started',
          sentence,
          next: startAgain(),
        },
      });
      throw error;
    }
    // Stopped while wrangler was looked for.
    if (!this.running) return;
    const framer = this.#framer();
    log.info(`${worker}: ${wrangler.script} ${args.join(' ')} (in ${folder})`);
    const tail = new WranglerProcess(wrangler, args, folder, cacheFolder, {
      stdout: (chunk) => framer.push(chunk),
      stderr: (line) => this.#stderr(line),
      exit: (exit) => {
        framer.end();
        if (tail.pid !== undefined) registry.remove(tail.pid);
        this.#exited(exit);
      },
    });
    if (tail.pid !== undefined) registry.add(tail.pid);
    this.#process = tail;
    this.#ticker = setInterval(() => {
      this.#signal({ type: 'tick' });
      this.#changed();
    }, 1000);
  }

  async stop(): Promise<void> {
    this.#asked = true;
    if (this.#process === undefined) this.#exited({ code: 0, signal: null });
    await this.#process?.stop();
  }

  async restart(): Promise<void> {
    if (this.running) await this.stop();
    await this.start();
  }

  #framer(): JsonFramer {
    const { timeline, log } = this.#services;
    const listener = {
      event: () => {
        this.#lastEventAt = Date.now();
        this.#rate.count(this.#lastEventAt);
        this.#signal({ type: 'event' });
      },
      notice: (notice: TailNotice) => this.#notice(notice),
      noise: (line: string) => this.#remember(stripAnsi(line)),
    };
    return new JsonFramer(nodeBytes, sessionSink(timeline, this.#plan.worker, listener, log));
  }

  #notice({ type, message }: TailNotice): void {
    if (type === 'overload') this.#gap(message);
    this.#services.log.info(`${this.#plan.worker}: ${type}: ${message}`);
    this.#signal({ type: 'notice', notice: type, message });
  }

  #stderr(line: string): void {
    this.#remember(line);
    if (!isReconnecting(line)) return;
    if (this.#state.name !== 'reconnecting') {
      this.#gap(t('Connection lost: events may be missing until wrangler reconnects'));
    }
    this.#signal({ type: 'connection-lost' });
  }

  #gap(sentence: string): void {
    this.#services.timeline.addGap(this.#plan.worker, sentence, Date.now());
  }

  #remember(line: string): void {
    this.#output.push(line);
    if (this.#output.length > 200) this.#output.shift();
    // It may hold account names and e-mail addresses.
    this.#services.log.debug(`${this.#plan.worker}: ${line.replace(/[^\s@]+@[^\s@]+/g, '…@…')}`);
  }

  #exited(exit: ProcessExit | Error): void {
    clearInterval(this.#ticker);
    this.#process = undefined;
    this.#signal({ type: 'stopped', stop: this.#reason(exit) });
  }

  #reason(exit: ProcessExit | Error): StopReason {
    if (this.#asked) return { reason: 'asked', sentence: t('You stopped it.'), next: undefined };
    if (exit instanceof Error) {
      return {
        reason: 'not-started',
        sentence: t(
          'Wrangler could not be started: {0}. Look at tailWorker.nodePath.',
          exit.message,
        ),
        next: { label: t('Open Settings'), command: 'openSettings' },
      };
    }
    return explainExit(this.#output.join('\n'), exit, this.#plan.worker);
  }

  #signal(signal: SessionSignal): void {
    const before = this.#state;
    this.#state = nextState(before, signal, this.#lastEventAt, Date.now());
    if (this.#state === before) return;
    this.#services.log.info(`${this.#plan.worker}: ${this.#state.name}: ${this.#state.sentence}`);
    this.#changed();
  }
}
