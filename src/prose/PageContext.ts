import { createContext, type ReactNode } from 'react';
import type { FigureResources } from '../frame/FigureEntry';
import type { LinkSchema } from '../frame/link';
import type { DrawnFigure } from './FigureIsland';

/** What the prose components of one page need while it is rendered, at build time. */
export type Page = {
  readonly resources: FigureResources;
  /** The views of the registry's figures, loaded before the page is rendered. */
  readonly views: ReadonlyMap<string, (props: never) => ReactNode>;
  /** The references that this page has cited so far, in order. */
  readonly cited: Set<string>;
  /** Lays a JSON file beside the page, under a name that changes with what it holds; answers with its address from the site's root. */
  writeJson(name: string, json: string): string;
  /** The figures of the page so far. */
  readonly drawn: DrawnFigure[];
  /** Where a figure of this page stands alone, from the site's root, if it does. */
  embedOf(id: string): string | undefined;
  /** What a link may set in each figure of the page so far, by the figure's id. */
  readonly schemas: Map<string, LinkSchema>;
  /** What the page's phrases have set in figures so far, to be tried once all figures are known. */
  readonly figureLinks: { readonly figure: string; readonly link: string }[];
};

/** Gives a page's prose components what they need; empty outside a page. */
export const PageContext = createContext<Page | undefined>(undefined);
