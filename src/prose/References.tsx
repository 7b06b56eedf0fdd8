import { referenceOf } from './referenceOf';
import { usePage } from './usePage';

/** The works that the page has cited above this place, in order of first mention. */
export function References() {
  return (
    <section className="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ol>
        {[...usePage().cited].map((id) => {
          const { authors, year, title, venue, links, note } = referenceOf(id);
          const [best] = links;
          return (
            <li key={id} id={`ref-${id}`}>
              {authors.length > 0 && `${authors.join(', ')}. `}
              {best === undefined ? <cite>{title}</cite> : <a href={best.url}>{title}</a>}. {venue}, {year ?? 'undated'}
              .{note !== undefined && ` ${note}`}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
