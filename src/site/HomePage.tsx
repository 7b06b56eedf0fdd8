import { parts } from '../chapters';
import type { Chapter } from '../chapters/Chapter';
import { numberOf } from '../chapters/numberOf';
import { Rings } from './Rings';

/** What the book is, what stands so far, and its table of contents with the question that each chapter answers. */
export function HomePage({ root }: { root: string }) {
  const chapters = parts.flatMap((part) => (part.isNumbered ? part.chapters : []));
  const written = chapters.filter((chapter) => chapter.written !== undefined);
  return (
    <div className="front">
      <header>
        <Rings />
        <h1>Unrolled</h1>
        <p className="standfirst">A book about recurrent neural networks in which every network is real.</p>
        <p>
          Nothing here is a drawing of a model. Each figure holds a trained network, running in your browser on whatever
          you type; each number is read off that run; and the equation beside it is the very text that the network was
          made from.
        </p>
        <p>
          It is for anyone who can program and remembers a little calculus. {capitalised(inWords(written.length))} of{' '}
          {chapters.length} chapters {written.length === 1 ? 'is' : 'are'} written so far.
        </p>
        {written.map((chapter, place) => (
          <a key={chapter.slug} className="way-in" href={`${root}${chapter.slug}/`}>
            <span className="kicker">
              {place === 0 ? 'Begin with' : 'Go on with'} chapter {numberOf(chapter.slug)}
            </span>
            <strong>{chapter.title}</strong>
            <span>{chapter.written?.standfirst}</span>
          </a>
        ))}
      </header>
      <div className="contents">
        {parts.map((part) => (
          <section key={part.title}>
            <h2>{part.title}</h2>
            <ol>
              {part.chapters.map((chapter) => (
                <li key={chapter.slug} className={chapter.written === undefined ? 'unwritten' : undefined}>
                  <Line chapter={chapter} root={root} />
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </div>
  );
}

function Line({ chapter, root }: { chapter: Chapter; root: string }) {
  return (
    <>
      <span className="number">{numberOf(chapter.slug)}</span>
      <span className="title">
        {chapter.written === undefined ? chapter.title : <a href={`${root}${chapter.slug}/`}>{chapter.title}</a>}
        {chapter.written === undefined && <span className="visually-hidden"> (not written yet)</span>}
      </span>
      <span className="question">{chapter.question}</span>
    </>
  );
}

function inWords(count: number): string {
  return (
    ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][count] ?? String(count)
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
