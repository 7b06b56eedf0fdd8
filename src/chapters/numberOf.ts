import { parts } from '.';

/** The number of a chapter in the order of the book, from 1; none for the tools of the workbench. */
export function numberOf(slug: string): number | undefined {
  const numbered = parts.filter((part) => part.isNumbered).flatMap((part) => part.chapters);
  const index = numbered.findIndex((chapter) => chapter.slug === slug);
  return index < 0 ? undefined : index + 1;
}
