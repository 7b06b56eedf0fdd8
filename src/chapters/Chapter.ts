import type { MDXContent } from 'mdx/types';

/** One line of the book's table of contents. A chapter without `written` is promised, listed, and not yet a page. */
export type Chapter = {
  readonly slug: string;
  readonly title: string;
  /** Shorter, for the sidebar, where the title would take two lines. */
  readonly shortTitle?: string;
  /** The question that the chapter answers. */
  readonly question: string;
  readonly written?: {
    readonly standfirst: string;
    /** Whom the chapter builds on, as its head names them. */
    readonly sources: readonly string[];
    load(): Promise<{ default: MDXContent }>;
  };
};

/** A part of the book. The workbench has tools in place of numbered chapters. */
export type Part = { readonly title: string; readonly isNumbered: boolean; readonly chapters: readonly Chapter[] };
