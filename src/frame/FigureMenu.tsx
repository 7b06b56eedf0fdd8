import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { announce } from './announcer';
import { BackendChoice } from './BackendChoice';
import { chapterAddress, embedCode } from './figureAddress';
import type { FileKind } from './figureFile';
import styles from './frame.module.css';
import { useIsAlive } from '../marks/useIsAlive';
import type { TableModel } from './TableTwin';
import type { Figure } from './useFigure';

const files: readonly { readonly kind: FileKind; readonly label: string; readonly saved: string }[] = [
  { kind: 'svg', label: 'Picture, SVG', saved: 'picture' },
  { kind: 'png', label: 'Picture, PNG', saved: 'picture' },
  { kind: 'csv', label: 'Numbers, CSV', saved: 'numbers' },
  { kind: 'torch', label: 'Network, PyTorch', saved: 'network' },
  { kind: 'numpy', label: 'Network, NumPy', saved: 'network' },
];

/** How long a message stands beside the menu, ms. */
const readingTime = 4000;

/** What a figure offers besides its controls: its link, itself for another page, its numbers, and files to take home. */
export function FigureMenu({
  figure,
  title,
  table,
  isTableShown,
  onTable,
}: {
  figure: Figure;
  title: string;
  table: TableModel;
  isTableShown: boolean;
  onTable: (isShown: boolean) => void;
}) {
  const { id, number, run, status } = figure;
  const menu = useRef<HTMLDetailsElement>(null);
  // A page that is not alive can do nothing of what the menu offers, and need not carry it.
  const isAlive = useIsAlive();
  const [note, setNote] = useState('');
  // Text that the browser would not copy, for the reader to do it.
  const [uncopied, setUncopied] = useState<{ what: string; text: string }>();
  // Known once the menu is open: only the page says whether a figure stands alone somewhere.
  const [canEmbed, setCanEmbed] = useState(false);
  useEffect(() => {
    if (note === '') return;
    const timer = setTimeout(() => setNote(''), readingTime);
    return () => clearTimeout(timer);
  }, [note]);

  const tell = (message: string) => {
    setNote(message);
    announce(message);
  };
  const close = () => {
    setUncopied(undefined);
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      close();
      tell(`${what} copied`);
    } catch {
      setUncopied({ what, text });
    }
  };
  const save = async (kind: FileKind, saved: string) => {
    const element = menu.current?.closest('figure');
    close();
    if (element == null) return;
    try {
      const { figureFile } = await import('./figureFile');
      const address = chapterAddress(id, figure.link());
      const { name, blob } = await figureFile(kind, { id, number, title, run, table, address, element });
      download(name, blob);
      tell(`${saved} saved as ${name}`);
    } catch (error) {
      tell(`${saved} could not be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const check = () => {
    const button = menu.current?.closest('figure')?.querySelector<HTMLButtonElement>('button[data-action="check"]');
    close();
    button?.click();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>) => {
    if (!(relatedTarget instanceof Node) || currentTarget.contains(relatedTarget)) return;
    currentTarget.open = false;
    setUncopied(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key === 'Escape') close();
  };
  return (
    <div className={styles.part} data-part="menu">
      {/* The keys and the blur are those of the native parts inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <details
        ref={menu}
        className={styles.menu}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        onToggle={() => setCanEmbed(embedCode(menu.current, title, '') !== undefined)}
      >
        <summary aria-label="more">
          <svg width="14" height="4" viewBox="0 0 14 4" fill="currentColor" aria-hidden="true">
            <circle cx="2" cy="2" r="1.4" />
            <circle cx="7" cy="2" r="1.4" />
            <circle cx="12" cy="2" r="1.4" />
          </svg>
        </summary>
        {isAlive && (
          <div className={styles.menuList}>
            <button type="button" onClick={() => void copy('link', chapterAddress(id, figure.link()))}>
              Copy link to this state
            </button>
            {canEmbed && (
              <button
                type="button"
                onClick={() => void copy('code', embedCode(menu.current, title, figure.link()) ?? '')}
              >
                Copy code to embed it
              </button>
            )}
            {uncopied !== undefined && (
              <label className={styles.uncopied}>
                The browser did not copy the {uncopied.what}; here it is:
                <textarea readOnly rows={3} value={uncopied.text} onFocus={(event) => event.currentTarget.select()} />
              </label>
            )}
            <button
              type="button"
              onClick={() => {
                onTable(!isTableShown);
                close();
              }}
            >
              {isTableShown ? 'Hide the table' : 'Show as a table'}
            </button>
            <button type="button" disabled={status === undefined || run.trace.steps === 0} onClick={check}>
              Check in double precision
            </button>
            <p className={styles.menuHead}>Save</p>
            {files.map(({ kind, label, saved }) => (
              <button key={kind} type="button" onClick={() => void save(kind, saved)}>
                {label}
              </button>
            ))}
            <BackendChoice status={status} />
          </div>
        )}
      </details>
      {note !== '' && (
        <span className={styles.menuNote} aria-hidden="true">
          {note}
        </span>
      )}
    </div>
  );
}

function download(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Not at once: some browsers begin to read only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
