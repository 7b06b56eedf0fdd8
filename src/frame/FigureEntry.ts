import type { ReactNode } from 'react';
import type { LinkSchema } from './link';

/** What a chapter writes on a `<Figure>`: its id and number, and whatever settings the figure understands. */
export type FigureSettings = { readonly id: string; readonly number: string; readonly [setting: string]: unknown };

/** What a figure may read while it is baked into a page. Everything answers at once: it is build time. */
export type FigureResources = {
  /** The stored weights of a system, as the bytes of `public/checkpoints/<system>.safetensors`. Throws if there is no such file. */
  readonly checkpointBytes: (system: string) => Uint8Array<ArrayBuffer>;
  /** What training and checking measured, from `public/checkpoints/<system>.json`. Throws if there is no such file. */
  readonly checkpointReport: (system: string) => unknown;
  /** TeX to HTML, inline unless `isDisplay`. Trusts `\htmlData` alone; throws on a malformed formula. */
  readonly typeset: (tex: string, options?: { isDisplay?: boolean }) => string;
};

/** One line of the registry of figures: how to load a figure's view when the reader comes near. */
export type FigureEntry = {
  readonly name: string;
  readonly title: string;
  load(): Promise<{ View: (props: never) => ReactNode }>;
};

/** What only the build asks of a figure, kept apart so that no reader has to fetch it. */
export type FigureBuild = {
  /** Pure and synchronous; the result is plain JSON, laid beside the page and handed to the view by server and browser alike. */
  bake(settings: FigureSettings, resources: FigureResources): object;
  /** What the figure's link may carry, given what was baked. */
  schemaOf(props: object): LinkSchema;
  /** Settings of further states in which the gallery shows it, besides those in which it begins. */
  readonly examples?: readonly Readonly<Record<string, unknown>>[];
};
