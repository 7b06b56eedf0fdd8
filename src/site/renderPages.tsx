import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { parts } from '../chapters';
import type { Chapter } from '../chapters/Chapter';
import { figures } from '../figures';
import type { FigureEntry, FigureResources } from '../frame/FigureEntry';
import { proseComponents } from '../prose';
import { checkFigureLinks } from '../prose/checkFigureLinks';
import { PageContext } from '../prose/PageContext';
import { startPage } from '../prose/startPage';
import { readResources } from './build/readResources';
import { ChapterPage } from './ChapterPage';
import { CreditsPage } from './CreditsPage';
import { HomePage } from './HomePage';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';

/** One finished page: where it lies under the site's root (`''`, `slug/`, or a file's name), what its head says, and its body. */
export type RenderedPage = {
  path: string;
  title: string;
  description: string;
  html: string;
  /** The files that it fetches while it is read, by their address from the site's root. */
  files: ReadonlyMap<string, string>;
};

/** Every page of the book as HTML, at build time. Figures read their checkpoints from `publicDir`. Throws where a page cannot be made whole. */
export async function renderPages(publicDir: string): Promise<RenderedPage[]> {
  const resources = readResources(publicDir);
  const views = await loadViews();
  const written = parts.flatMap((part) => part.chapters).filter((chapter) => chapter.written !== undefined);
  const chapters = await Promise.all(
    written.map(async (chapter) => {
      const { html, files } = await renderProse(chapter, resources, views);
      const description = chapter.written?.standfirst ?? chapter.question;
      const page = render(`${chapter.slug}/`, `${chapter.title} · Unrolled`, description, (root) => (
        <ChapterPage chapter={chapter} html={html} root={root} />
      ));
      return { ...page, files };
    }),
  );
  return [
    render('', 'Unrolled: a book about recurrent neural networks', aboutTheBook, (root) => <HomePage root={root} />),
    ...chapters,
    render('credits/', 'Credits · Unrolled', 'Whose work Unrolled stands on, and under which licences.', (root) => (
      <CreditsPage root={root} />
    )),
    render('404.html', 'No such page · Unrolled', aboutTheBook, (root) => <NotFoundPage root={root} />),
  ];
}

const aboutTheBook =
  'An interactive book about recurrent neural networks in which every network is real: trained, and running in the page on what you type.';

function render(path: string, title: string, description: string, page: (root: string) => ReactNode): RenderedPage {
  const root = path.endsWith('/') ? '../' : './';
  const current = path.replace(/\/$/, '');
  const html = renderToStaticMarkup(
    <Shell root={root} current={current}>
      {page(root)}
    </Shell>,
  );
  return { path, title, description, html, files: new Map() };
}

async function renderProse(
  chapter: Chapter,
  resources: FigureResources,
  views: ReadonlyMap<string, (props: never) => ReactNode>,
): Promise<Pick<RenderedPage, 'html' | 'files'>> {
  if (chapter.written === undefined) throw new Error(`chapter "${chapter.slug}" is not written`);
  const { default: Prose } = await chapter.written.load();
  const files = new Map<string, string>();
  const writeJson = (name: string, json: string) => {
    const hash = createHash('sha256').update(json).digest('hex').slice(0, 8);
    const address = `${chapter.slug}/${name}.${hash}.json`;
    files.set(address, json);
    return address;
  };
  const page = startPage(resources, { views, writeJson });
  const html = renderToStaticMarkup(
    <PageContext value={page}>
      <Prose components={proseComponents} />
    </PageContext>,
  );
  checkFigureLinks(page);
  return { html, files };
}

async function loadViews(): Promise<ReadonlyMap<string, (props: never) => ReactNode>> {
  const entries: FigureEntry[] = Object.values(figures);
  return new Map(await Promise.all(entries.map(async (entry) => [entry.name, (await entry.load()).View] as const)));
}
