/** The Shakespeare text that the book's first character models are trained on. */
export const shakespeare = {
  /** Its 65 characters, in code order. */
  vocabulary: "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  credit: 'Shakespeare, selection by A. Karpathy (char-rnn), public domain; last tenth held out',
} as const;
