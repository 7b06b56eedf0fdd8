import { parts } from '../chapters';
import type { Chapter } from '../chapters/Chapter';
import { numberOf } from '../chapters/numberOf';

/** A chapter's head, its prose (already HTML), and the way on. `minutes` and `figureCount` are counted from that prose, so they cannot go stale. */
export function ChapterPage({ chapter, html, root }: { chapter: Chapter; html: string; root: string }) {
  const number = numberOf(chapter.slug);
  const figureCount = html.match(/data-figure=/g)?.length ?? 0;
  return (
    <article className="chapter">
      <header>
        <p className="kicker">Chapter {number}</p>
        <h1>{chapter.title}</h1>
        <p className="standfirst">{chapter.written?.standfirst}</p>
        <ul className="facts">
          <li>{minutesToRead(html, figureCount)} min</li>
          {figureCount > 0 && <li>{figureCount === 1 ? '1 live figure' : `${figureCount} live figures`}</li>}
          <li>{chapter.written?.sources.join(' · ')}</li>
        </ul>
      </header>
      <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      <Onward slug={chapter.slug} root={root} />
    </article>
  );
}

/** 220 words a minute, and a minute and a half with each figure. Mathematics is counted as it is drawn, not as MathML once more. */
function minutesToRead(html: string, figureCount: number): number {
  const prose = html
    .replaceAll(/<div data-figure=.*?<\/figure>/gs, ' ')
    .replaceAll(/<math.*?<\/math>/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ');
  const words = prose.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 220 + 1.5 * figureCount));
}

function Onward({ slug, root }: { slug: string; root: string }) {
  const chapters = parts.flatMap((part) => part.chapters);
  const next = chapters[chapters.findIndex((chapter) => chapter.slug === slug) + 1];
  return (
    <nav className="onward" aria-label="Onward">
      <ul>
        {next !== undefined && (
          <li>
            <span className="kicker">Next</span>{' '}
            {next.written === undefined ? (
              <>
                {next.title} <span className="aside">not written yet</span>
              </>
            ) : (
              <a href={`${root}${next.slug}/`}>{next.title}</a>
            )}
          </li>
        )}
        <li>
          <a href={root}>All chapters</a>
        </li>
      </ul>
    </nav>
  );
}
