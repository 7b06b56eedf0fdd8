import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { parts } from '../chapters';
import type { Chapter } from '../chapters/Chapter';
import { figures } from '../figures';
import type { FigureEntry, FigureResources } from '../frame/FigureEntry';
import { proseComponents } from '../prose';
import { checkFigureLinks } from '../prose/checkFigureLinks';
import { type Page, PageContext } from '../prose/PageContext';
import { startPage } from '../prose/startPage';
import type { DrawnFigure } from '../prose/FigureIsland';
import { readResources } from './build/readResources';
import { rootOf } from './build/rootOf';
import { ChapterPage } from './ChapterPage';
import { CreditsPage } from './CreditsPage';
import { EmbedPage } from './EmbedPage';
import { GalleryPage } from './GalleryPage';
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
  /** Whether it is for being found: pages of the book are, a figure alone and the gallery are not. */
  isListed: boolean;
  /** Whether it is one figure alone, for a frame on another page. */
  isEmbed: boolean;
};

/** Every page of the book as HTML, at build time. Figures read their checkpoints from `publicDir`. Throws where a page cannot be made whole. */
export async function renderPages(publicDir: string): Promise<RenderedPage[]> {
  const resources = readResources(publicDir);
  const views = await loadViews();
  const written = parts.flatMap((part) => part.chapters).filter((chapter) => chapter.written !== undefined);
  const chapters = await Promise.all(
    written.map(async (chapter) => {
      const { default: Prose } = (await chapter.written?.load()) ?? {};
      if (Prose === undefined) throw new Error(`chapter "${chapter.slug}" is not written`);
      const path = `${chapter.slug}/`;
      const embedOf = (id: string) => `embed/${path}${id}/`;
      const prose = <Prose components={proseComponents} />;
      const { html, files, drawn } = renderProse(prose, path, resources, { views, embedOf });
      const description = chapter.written?.standfirst ?? chapter.question;
      const page = render(path, `${chapter.title} · Unrolled`, description, (root) => (
        <ChapterPage chapter={chapter} html={html} root={root} />
      ));
      return [{ ...page, files }, ...drawn.map((figure) => renderEmbed(figure, chapter, description))];
    }),
  );
  const gallery = renderProse(<GalleryPage />, 'gallery/', resources, { views });
  return [
    render('', 'Unrolled: a book about recurrent neural networks', aboutTheBook, (root) => <HomePage root={root} />),
    ...chapters.flat(),
    render('credits/', 'Credits · Unrolled', 'Whose work Unrolled stands on, and under which licences.', (root) => (
      <CreditsPage root={root} />
    )),
    {
      ...render('gallery/', 'All figures · Unrolled', aboutTheBook, () => (
        <div dangerouslySetInnerHTML={{ __html: gallery.html }} />
      )),
      files: gallery.files,
      isListed: false,
    },
    render('404.html', 'No such page · Unrolled', aboutTheBook, (root) => <NotFoundPage root={root} />),
  ];
}

const aboutTheBook =
  'An interactive book about recurrent neural networks in which every network is real: trained, and running in the page on what you type.';

function render(path: string, title: string, description: string, page: (root: string) => ReactNode): RenderedPage {
  const root = rootOf(path);
  const current = path.replace(/\/$/, '');
  const html = renderToStaticMarkup(
    <Shell root={root} current={current}>
      {page(root)}
    </Shell>,
  );
  return { path, title, description, html, files: new Map(), isListed: true, isEmbed: false };
}

function renderEmbed(figure: DrawnFigure, chapter: Chapter, description: string): RenderedPage {
  const { embed: path = '' } = figure;
  const html = renderToStaticMarkup(<EmbedPage figure={figure} chapter={chapter} root={rootOf(path)} />);
  const title = `${figure.title} · Unrolled`;
  return { path, title, description, html, files: new Map(), isListed: false, isEmbed: true };
}

function renderProse(
  prose: ReactNode,
  path: string,
  resources: FigureResources,
  options: Partial<Pick<Page, 'views' | 'embedOf'>>,
): { html: string; files: ReadonlyMap<string, string>; drawn: readonly DrawnFigure[] } {
  const files = new Map<string, string>();
  const writeJson = (name: string, json: string) => {
    const hash = createHash('sha256').update(json).digest('hex').slice(0, 8);
    const address = `${path}${name}.${hash}.json`;
    files.set(address, json);
    return address;
  };
  const page = startPage(resources, { ...options, writeJson });
  const html = renderToStaticMarkup(<PageContext value={page}>{prose}</PageContext>);
  checkFigureLinks(page);
  return { html, files, drawn: page.drawn };
}

async function loadViews(): Promise<ReadonlyMap<string, (props: never) => ReactNode>> {
  const entries: FigureEntry[] = Object.values(figures);
  return new Map(await Promise.all(entries.map(async (entry) => [entry.name, (await entry.load()).View] as const)));
}
