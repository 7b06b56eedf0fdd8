/** The 65 characters of the Shakespeare text, in code order: the vocabulary of the book's first character models. */
export const shakespeareVocabulary = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
