import { eventsOfHar } from '../export/harEvent.ts';
import { ElementFramer } from './elementFramer.ts';
import { JsonFramer, type ByteTools, type Framer, type FrameSink } from './jsonFramer.ts';

/**
 * The framer for a file, chosen by how it begins: a JSON array, a HAR document, or else what a tail writes, which
 * JSON Lines are too. Once it is chosen it costs nothing.
 */
export class RecordedFramer implements Framer {
  readonly #bytes: ByteTools;
  readonly #sink: FrameSink;
  #framer: Framer | undefined;
  /** The beginning, as long as it does not decide. */
  #head: Uint8Array;

  constructor(bytes: ByteTools, sink: FrameSink) {
    this.#bytes = bytes;
    this.#sink = sink;
    this.#head = bytes.allocate(0);
  }

  push(chunk: Uint8Array): void {
    if (this.#framer !== undefined) {
      this.#framer.push(chunk);
      return;
    }
    const head = this.#bytes.allocate(this.#head.length + chunk.length);
    head.set(this.#head);
    head.set(chunk, this.#head.length);
    this.#head = head;
    const text = this.#bytes.decode(head, 0, Math.min(head.length, ENOUGH)).replace(/^\ufeff/, '');
    // A byte order mark has three bytes.
    if (head.length < 3 || (head.length < ENOUGH && UNDECIDED.test(text))) return;
    this.#begin(text);
  }

  end(): void {
    if (this.#framer === undefined) this.#begin('');
    this.#framer?.end();
  }

  #begin(text: string): void {
    const framer = this.#framerFor(text);
    this.#framer = framer;
    framer.push(this.#head);
    this.#head = this.#bytes.allocate(0);
  }

  #framerFor(text: string): Framer {
    if (ARRAY.test(text)) return new ElementFramer(this.#bytes, this.#sink, 1);
    // The entries of `{ "log": { "entries": [`.
    if (HAR.test(text)) return new ElementFramer(this.#bytes, eventsOfHar(this.#sink), 3);
    return new JsonFramer(this.#bytes, this.#sink);
  }
}

/** Bytes; what has so many blanks in front is nobody's recording. */
const ENOUGH = 4096;
/** A line of text may begin with a bracket too. */
const ARRAY = /^\s*\[\s*\{/;
const HAR = /^\s*\{\s*"log"\s*:\s*\{/;
const UNDECIDED = /^\s*(?:\[\s*|\{\s*(?:"(?:l(?:o(?:g(?:"\s*(?::\s*)?)?)?)?)?)?)?$/;
