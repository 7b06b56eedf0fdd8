import { referenceOf } from './referenceOf';
import { usePage } from './usePage';

/** "Elman 1990", linked to its line under `<References />`. */
export function Cite({ of }: { of: string }) {
  const { authors, year } = referenceOf(of);
  usePage().cited.add(of);
  const surnames = authors.map((author) => author.split(' ').at(-1) ?? author);
  const names = surnames.length > 2 ? `${surnames[0]} et al.` : surnames.join(' & ');
  return (
    <a className="cite" href={`#ref-${of}`}>
      {names} {year}
    </a>
  );
}
