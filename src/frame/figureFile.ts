import { networkText } from './networkText';
import type { Run } from './Run';
import type { TableModel } from './TableTwin';
import { toCsv } from './toCsv';
import { toPngFile } from './toPngFile';
import { toSvgFile } from './toSvgFile';

/** What a figure can be taken home as. */
export type FileKind = 'csv' | 'svg' | 'png' | 'torch' | 'numpy';

/** A figure as it stands, for those who write files of it. */
export interface FigureSource {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly run: Run;
  readonly table: TableModel;
  /** Where it is, in the state that it is in. */
  readonly address: string;
  /** The figure on the page. */
  readonly element: Element;
}

/** A file of what a figure shows, named after it. Fetched only when it is asked for. Browser only. @throws Error in words for the reader */
export async function figureFile(kind: FileKind, source: FigureSource): Promise<{ name: string; blob: Blob }> {
  const { id, number, title, run, table, address, element } = source;
  const name = `unrolled-${number}-${id}`;
  if (kind === 'csv') return { name: `${name}.csv`, blob: new Blob([toCsv(table)], { type: 'text/csv' }) };
  if (kind === 'torch' || kind === 'numpy') {
    const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI).href;
    const text = networkText(run, kind, address, root);
    // A name that Python can import.
    return { name: `${run.system.replaceAll('-', '_')}_${kind}.py`, blob: new Blob([text], { type: 'text/x-python' }) };
  }
  const svg = await toSvgFile([...element.querySelectorAll('[data-drawing]')], `Figure ${number}: ${title}`);
  if (kind === 'svg') return { name: `${name}.svg`, blob: new Blob([svg], { type: 'image/svg+xml' }) };
  return { name: `${name}.png`, blob: await toPngFile(svg) };
}
