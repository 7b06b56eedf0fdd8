/** One work on the book's shelf: cited in a chapter, run by a system, or worth knowing. Facts only, as its own pages print them. */
export type Reference = {
  /** What `<Cite of>` and a system's `papers` name. */
  readonly id: string;
  readonly title: string;
  /** As printed; a group by its name, `VoxForge`; `… et al.` where not all are known; none where nobody is named. */
  readonly authors: readonly string[];
  readonly year: number | null;
  /** Journal, conference or kind of publication, as printed. */
  readonly venue: string;
  /** Where it can be read, the best first. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly kind: (typeof referenceKinds)[number];
  readonly topics: readonly string[];
  /** The system of the book's plan that shows it running; none for what has nothing to run. */
  readonly runnable: string | null;
  /** What a reader should know before following the link. */
  readonly note?: string;
};

/** What a work can be. */
export const referenceKinds = [
  'paper',
  'survey',
  'thesis',
  'tutorial',
  'lecture',
  'resource',
  'code',
  'demo',
  'dataset',
] as const;
