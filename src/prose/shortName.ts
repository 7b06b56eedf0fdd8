import type { Reference } from './Reference';

/** A work as a sentence names it: `Elman 1990`, `Kneser & Ney 1995`, `Lipton et al. 2015`; by its title where nobody is named. */
export function shortName({ authors, year, title }: Reference): string {
  const [first, second] = authors.map(surnameOf);
  const isMore = authors.length > 2 || authors.some((author) => author.includes(' et al.'));
  const names = first === undefined ? title : isMore ? `${first} et al.` : second ? `${first} & ${second}` : first;
  return `${names} ${year ?? '(undated)'}`;
}

/** The last word of a name with the particles before it, `van den Oord`; of a group, what stands before its institution. */
function surnameOf(author: string): string {
  const [name = author] = author.split(/,| et al\./);
  if (author.includes(',')) return name;
  const words = name.split(' ');
  const particle = words.findIndex((word, place) => place > 0 && /^(van|von|de|den|der|di|du|la|le)$/.test(word));
  return words.slice(particle > 0 ? particle : -1).join(' ');
}
