import { referenceOf } from './referenceOf';
import { usePage } from './usePage';

/** The works that the page has cited above this place, in order of first mention. */
export function References() {
  return (
    <section className="references" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ol>
        {[...usePage().cited].map((id) => {
          const { authors, year, title, venue, address } = referenceOf(id);
          return (
            <li key={id} id={`ref-${id}`}>
              {authors.join(', ')}. {address === undefined ? <cite>{title}</cite> : <a href={address}>{title}</a>}.{' '}
              {venue}, {year}.
            </li>
          );
        })}
      </ol>
    </section>
  );
}
