import { parts } from '../src/chapters';

/** The address of every page of the book, relative to its root, with what a test's title calls it. */
export const pages: readonly { name: string; path: string; isChapter: boolean }[] = [
  { name: 'home', path: './', isChapter: false },
  ...parts
    .flatMap((part) => part.chapters)
    .filter((chapter) => chapter.written !== undefined)
    .map((chapter) => ({ name: chapter.slug, path: `./${chapter.slug}/`, isChapter: true })),
  { name: 'credits', path: './credits/', isChapter: false },
  { name: 'gallery', path: './gallery/', isChapter: false },
  { name: 'a figure alone', path: './embed/the-simplest-recurrent-network/unrolled/', isChapter: false },
  { name: '404', path: './404.html', isChapter: false },
];
