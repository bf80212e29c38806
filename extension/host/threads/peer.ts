/** What goes through the port. */
export type Message =
  | { readonly call: number; readonly name: string; readonly argument: unknown }
  | { readonly answered: number; readonly value: unknown }
  | { readonly failed: number; readonly reason: string };

type Method = (argument: never) => unknown;
/** What one end lets the other call: one argument, one answer, both plain data. */
export type Methods<Own> = { readonly [Name in keyof Own]: Method };

export type ArgumentOf<M> = M extends (argument: infer Argument) => unknown ? Argument : never;
export type AnswerOf<M> = M extends (argument: never) => infer Answer ? Awaited<Answer> : never;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** One end of a port between two threads. Each end calls methods of the other. */
export class Peer<Other extends Methods<Other>, Own extends Methods<Own>> {
  readonly #post: (message: Message) => void;
  readonly #own: Own;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  /** @param own makes what the other end may call, which may call back. */
  constructor(post: (message: Message) => void, own: (peer: Peer<Other, Own>) => Own) {
    this.#post = post;
    this.#own = own(this);
  }

  /** @throws Error what the method throws, told by its text; or why the other end is gone. */
  async call<Name extends keyof Other & string>(
    name: Name,
    argument: ArgumentOf<Other[Name]>,
  ): Promise<AnswerOf<Other[Name]>> {
    const call = this.#calls++;
    this.#post({ call, name, argument });
    const value = await new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
    });
    return value as AnswerOf<Other[Name]>; // both ends are of one build
  }

  /** To be told each message of the other end. */
  hear(message: Message): void {
    if ('name' in message) void this.#answer(message);
    else if ('answered' in message) this.#settle(message.answered)?.resolve(message.value);
    else this.#settle(message.failed)?.reject(new Error(message.reason));
  }

  /** The other end is gone: nothing is waited for any longer. */
  lose(reason: Error): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  async #answer({ call, name, argument }: Extract<Message, { name: string }>): Promise<void> {
    try {
      const method: Method = this.#own[name as keyof Own]; // see `call`
      const value = await method.call(this.#own, argument as never);
      this.#post({ answered: call, value });
    } catch (error) {
      this.#post({ failed: call, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  #settle(call: number): Waiting | undefined {
    const waiting = this.#waiting.get(call);
    this.#waiting.delete(call);
    return waiting;
  }
}
