/** Something that a person at the terminal can put right: it is told in a sentence, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';

  /** @param exitCode 2 for a command that was called wrongly, 1 for work that failed */
  constructor(
    message: string,
    readonly exitCode = 2,
  ) {
    super(message);
  }
}
