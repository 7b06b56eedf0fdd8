import { parts } from '../chapters';
import type { Chapter } from '../chapters/Chapter';
import { ThemeSwitch } from './ThemeSwitch';
import { Wordmark } from './Wordmark';

/**
 * The table of contents at the page's left; on small screens a native popover behind a bar, which needs no script.
 * `root` is the way back to the site's root, `./` or `../`.
 */
export function Sidebar({ root, current }: { root: string; current: string }) {
  return (
    <>
      <header className="topbar">
        <a href={root}>
          <Wordmark />
        </a>
        <button type="button" popoverTarget="contents">
          Contents
        </button>
      </header>
      <nav id="contents" className="sidebar" aria-label="Contents" popover="auto">
        <a className="home" href={root} aria-current={current === '' ? 'page' : undefined}>
          <Wordmark />
        </a>
        {parts.map((part) => (
          <section key={part.title}>
            <h2>{part.title}</h2>
            <ul>
              {part.chapters.map((chapter) => (
                <li key={chapter.slug}>
                  <Entry chapter={chapter} root={root} isCurrent={chapter.slug === current} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <ThemeSwitch />
      </nav>
    </>
  );
}

function Entry({ chapter, root, isCurrent }: { chapter: Chapter; root: string; isCurrent: boolean }) {
  const name = chapter.shortTitle ?? chapter.title;
  if (chapter.written === undefined)
    return (
      <span className="entry">
        {name}
        <span className="visually-hidden"> (not written yet)</span>
      </span>
    );
  return (
    <a className="entry" href={`${root}${chapter.slug}/`} aria-current={isCurrent ? 'page' : undefined}>
      {name}
    </a>
  );
}
