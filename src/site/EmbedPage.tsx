import type { Chapter } from '../chapters/Chapter';
import { numberOf } from '../chapters/numberOf';
import { type DrawnFigure, FigureIsland } from '../prose/FigureIsland';

/** One figure of a chapter alone, for a frame on somebody else's page, with the way to the chapter under it. */
export function EmbedPage({ figure, chapter, root }: { figure: DrawnFigure; chapter: Chapter; root: string }) {
  return (
    <main id="main" className="embed" tabIndex={-1}>
      <h1 className="visually-hidden">{figure.title}</h1>
      <div className="figure" id={figure.id}>
        <FigureIsland {...figure} />
      </div>
      <p className="embed-source">
        <a href={`${root}${chapter.slug}/#${figure.id}`} target="_blank" rel="noopener" data-embed-source={figure.id}>
          Unrolled, chapter {numberOf(chapter.slug)}: {chapter.title}
        </a>
      </p>
    </main>
  );
}
