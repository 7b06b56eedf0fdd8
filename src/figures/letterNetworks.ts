/** The two networks that read and write letters, by the names that links bear. */
export const letterNetworks = { tanh: 'tanh-rnn-letters', lstm: 'char-rnn' } as const;

/** One of them. */
export type LetterNetwork = keyof typeof letterNetworks;
