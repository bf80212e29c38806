import type { Exchange } from '../exchange.ts';
import type { RuntimeWorker } from '../tailedRuntime.ts';

/** A Worker with one known mistake, the error workerd gives for it, and what it answers once mended. */
export interface BrokenWorker {
  readonly name: string;
  readonly code: string;
  readonly source: string;
  readonly message: RegExp;
  /** Of the fix that mends it. */
  readonly title: string;
  readonly exchange: Exchange;
  readonly answer: string;
  /** What the broken Worker does right: the fix must leave it as it is. */
  readonly control?: { readonly exchange: Exchange; readonly answer: string };
  /** Invocations that are traced: a Durable Object's own counts too. */
  readonly traces?: number;
  /** The class whose trace has the exception; the default export has no name. */
  readonly entrypoint?: string;
  /** What else than the usual the Worker needs to run. */
  readonly runtime?: Partial<Omit<RuntimeWorker, 'modules'>>;
}
