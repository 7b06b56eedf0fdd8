import { type FocusEvent, type KeyboardEvent, useRef } from 'react';
import { announce } from './announcer';
import styles from './frame.module.css';

/** What a figure offers besides its controls. */
export function FigureMenu({
  id,
  link,
  isTableShown,
  onTable,
  csv,
}: {
  id: string;
  link: () => string;
  isTableShown: boolean;
  onTable: (isShown: boolean) => void;
  csv: () => string;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current?.open) menu.current.open = false;
  };
  const act = (action: () => void) => () => {
    action();
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  const copyLink = async () => {
    const address = new URL(`#${id}?${link()}`, window.location.href).href;
    history.replaceState(history.state, '', address);
    try {
      await navigator.clipboard.writeText(address);
      announce('link copied');
    } catch {
      announce('the link is in the address bar');
    }
  };
  const onBlur = (event: FocusEvent<HTMLDetailsElement>) => {
    if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    close();
    menu.current.querySelector('summary')?.focus();
  };
  return (
    // The keys and the blur are those of the native parts inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details ref={menu} className={styles.menu} onBlur={onBlur} onKeyDown={onKeyDown}>
      <summary aria-label="more">
        <svg width="14" height="4" viewBox="0 0 14 4" fill="currentColor" aria-hidden="true">
          <circle cx="2" cy="2" r="1.4" />
          <circle cx="7" cy="2" r="1.4" />
          <circle cx="12" cy="2" r="1.4" />
        </svg>
      </summary>
      <div className={styles.menuList}>
        <button type="button" onClick={act(() => void copyLink())}>
          Copy link to this state
        </button>
        <button type="button" onClick={act(() => onTable(!isTableShown))}>
          {isTableShown ? 'Hide the table' : 'Show as a table'}
        </button>
        <button type="button" onClick={act(() => download(`${id}.csv`, csv()))}>
          Download the numbers (CSV)
        </button>
      </div>
    </details>
  );
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}
