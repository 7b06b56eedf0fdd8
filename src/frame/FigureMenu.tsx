import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import type { EngineStatus } from '../engine/Engine';
import { announce } from './announcer';
import { BackendChoice } from './BackendChoice';
import styles from './frame.module.css';

/** What a figure offers besides its controls. */
export function FigureMenu({
  id,
  link,
  isTableShown,
  onTable,
  csv,
  svg,
  status,
}: {
  id: string;
  link: () => string;
  isTableShown: boolean;
  onTable: (isShown: boolean) => void;
  csv: () => string;
  svg: () => string;
  status: EngineStatus | undefined;
}) {
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
    if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget))
      event.currentTarget.open = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key === 'Escape') close(event.currentTarget);
  };
  return (
    // The keys and the blur are those of the native parts inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details data-part="menu" className={styles.menu} onBlur={onBlur} onKeyDown={onKeyDown}>
      <summary aria-label="more">
        <svg width="14" height="4" viewBox="0 0 14 4" fill="currentColor" aria-hidden="true">
          <circle cx="2" cy="2" r="1.4" />
          <circle cx="7" cy="2" r="1.4" />
          <circle cx="12" cy="2" r="1.4" />
        </svg>
      </summary>
      <div className={styles.menuList}>
        <button type="button" onClick={finish(() => void copyLink())}>
          Copy link to this state
        </button>
        <button type="button" onClick={finish(() => onTable(!isTableShown))}>
          {isTableShown ? 'Hide the table' : 'Show as a table'}
        </button>
        <button type="button" onClick={finish(() => download(`${id}.csv`, csv(), 'text/csv'))}>
          Download the numbers (CSV)
        </button>
        <button type="button" onClick={finish(() => download(`${id}.svg`, svg(), 'image/svg+xml'))}>
          Download the picture (SVG)
        </button>
        <BackendChoice status={status} />
      </div>
    </details>
  );
}

/** Does what a line of the menu says, then closes the menu and puts the focus back where it came from. */
function finish(action: () => void) {
  return (event: MouseEvent<HTMLButtonElement>) => {
    action();
    close(event.currentTarget.closest('details'));
  };
}

function close(menu: HTMLDetailsElement | null): void {
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}
