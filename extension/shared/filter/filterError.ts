/** What is wrong with a filter text. */
export interface FilterError {
  /** UTF-16 units from 0; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** What is wrong, and what was expected. */
  readonly sentence: string;
  /** What may be meant, in place of these characters. */
  readonly suggestion: string | undefined;
}

/** Thrown while a text is parsed, and caught by `parseFilter`. */
export class FilterMistake extends Error implements FilterError {
  readonly from: number;
  readonly to: number;
  readonly suggestion: string | undefined;

  constructor(from: number, to: number, sentence: string, suggestion?: string) {
    super(sentence);
    this.from = from;
    this.to = to;
    this.suggestion = suggestion;
  }

  get sentence(): string {
    return this.message;
  }
}
