import type { Request, Response } from 'miniflare';

/** What a visitor got: of a request its answer, of a socket its messages. */
export interface Step {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

export interface Visitor {
  readonly get: (path: string, init?: RequestInit) => Promise<Step>;
  /** Opens a socket, says `hi`, and leaves after the first message. */
  readonly socket: (path: string) => Promise<Step>;
}

/** A part of a source: the file, and a piece of text that stands in it. */
export type Piece = readonly [file: string, text: string];

/**
 * A failure that people reported in public, as a small project in `test/fixtures/reported/<name>` that makes the same
 * mistake, with the events that a tail had of it.
 */
export interface ReportedFailure {
  readonly name: string;
  readonly title: string;
  /** The lines where somebody who knows Workers would look: the marker is on one of them. */
  readonly places: readonly Piece[];
  /** The cause of this very text: it stands in what the explanation says. */
  readonly explained: RegExp;
  /** Advice that cannot help here. */
  readonly misleading?: RegExp;
  /** Whether the first fix on offer mends it; where none can, none is offered. */
  readonly mended: boolean;
  readonly visit: (visitor: Visitor) => Promise<Readonly<Record<string, Step>>>;
  /** Whether visitors got what they asked for. */
  readonly isRight: (steps: Readonly<Record<string, Step>>) => boolean;
  /** The answer of another service, or the name of another Worker. */
  readonly services?: Readonly<
    Record<string, string | ((request: Request) => Response | Promise<Response>)>
  >;
  readonly others?: readonly OtherWorker[];
  /** What it fetches: an answer, or the name of another Worker. */
  readonly outbound?: string | (() => Response);
  /** Statements that give the local runtime a limit that only production has. */
  readonly limit?: string;
}

interface OtherWorker {
  readonly name: string;
  readonly script: string;
}
