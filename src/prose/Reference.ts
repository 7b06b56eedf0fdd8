/** One work that a chapter leans on. */
export type Reference = {
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
  /** Journal, conference or kind of publication, as printed. */
  readonly venue: string;
  readonly address?: string;
};
