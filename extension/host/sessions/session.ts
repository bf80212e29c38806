import type { StopReason } from '../../core/tail/wranglerOutput.ts';
import type { SessionView } from '../../shared/protocol.ts';

/** One source of events: a tail, or a file that was opened. */
export interface Session {
  readonly id: string;
  readonly view: SessionView;
  readonly running: boolean;
  /** The next step when it has ended. */
  readonly next: StopReason['next'];
  /** Ends it; resolves when nothing of it is left. */
  stop(): Promise<void>;
  /** Starts it anew, with what it was started with. */
  restart(): Promise<void>;
}

/** Told by a session after each change of its view. */
export type SessionChanged = () => void;
