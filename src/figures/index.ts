import type { FigureEntry } from '../frame/FigureEntry';

/** Every figure of the book, by the name that a chapter writes. */
export const figures: Record<string, FigureEntry> = {};
