import { builds } from '../figures/builds';
import { figures } from '../figures';
import type { FigureEntry } from '../frame/FigureEntry';
import { Figure } from '../prose/Figure';

/** Every figure of the registry as it begins, and in the other states that its build names: for those who make the book, and for its tests. */
export function GalleryPage() {
  const entries: FigureEntry[] = Object.values(figures);
  return (
    <article className="chapter">
      <header>
        <p className="kicker">Behind the book</p>
        <h1>All figures</h1>
        <p className="standfirst">
          Every figure of the book as it begins, and in some other states. No chapter needs this page.
        </p>
      </header>
      <div className="prose">
        {entries.map(({ name, title }, place) => {
          const { examples = [] } = builds[name as keyof typeof builds];
          return (
            <section key={name}>
              <h2>{title}</h2>
              {[{}, ...examples].map((settings, state) => (
                <Figure
                  key={state}
                  name={name}
                  id={state === 0 ? name.toLowerCase() : `${name.toLowerCase()}-${state + 1}`}
                  number={`${place + 1}.${state + 1}`}
                  {...settings}
                />
              ))}
            </section>
          );
        })}
      </div>
    </article>
  );
}
