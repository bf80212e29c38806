/**
 * Where the extension writes about itself. What a tail event holds is the user's data: it is written at
 * `trace` only.
 */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error): void;
}
