import type { ReactNode } from 'react';
import { Sidebar } from './Sidebar';

/** What every page has around its own matter. `root` is the way back to the site's root, `current` the page's slug. */
export function Shell({ root, current, children }: { root: string; current: string; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the text
      </a>
      <div className="shell">
        <Sidebar root={root} current={current} />
        <div className="page">
          <main id="main" tabIndex={-1}>
            {children}
          </main>
          <footer className="colophon">
            <p>
              No cookies, no tracking, nothing from any other site. <a href={`${root}credits/`}>Credits and licences</a>
            </p>
          </footer>
        </div>
      </div>
    </>
  );
}
