import type { ReactNode } from 'react';
import { linkVersion } from '../frame/link';
import { usePage } from './usePage';

/** What a chapter writes: the id of a figure on the same page, and whichever of the figure's settings the phrase is about. */
type FigureLinkAttributes = {
  figure: string;
  children: ReactNode;
  [setting: string]: unknown;
};

/**
 * A phrase that sets a figure: it changes the settings that it names and no other, brings the figure into view, and marks what it changed.
 * A plain link, so that it can be opened, copied and sent; `checkFigureLinks` tries it against the figure while the page is built.
 */
export function FigureLink({ figure, children, ...settings }: FigureLinkAttributes) {
  const written = Object.entries(settings).map(([name, value]) => [name, writeSetting(figure, name, value)] as const);
  const link = new URLSearchParams([['v', linkVersion], ...written.map(([name, text]) => [name, text])]).toString();
  usePage().figureLinks.push({ figure, link });
  return (
    <a href={`#${figure}?${link}`} data-figure-link={written.map(([name]) => name).join(' ')}>
      {children}
    </a>
  );
}

function writeSetting(figure: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  throw new Error(
    `a phrase sets ${name} of figure "${figure}" to ${JSON.stringify(value)}; a link carries text, numbers and flags`,
  );
}
