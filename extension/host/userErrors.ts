/** The editor command that helps, as a button of the message. */
export interface NextStep {
  readonly label: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** A sentence for the user as it is, and the one next step. Anything else that is thrown is a bug. */
export class UserError extends Error {
  readonly next: NextStep | undefined;

  constructor(sentence: string, next?: NextStep) {
    super(sentence);
    this.name = 'UserError';
    this.next = next;
  }
}
