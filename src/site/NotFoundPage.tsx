/** What a wrong address shows. */
export function NotFoundPage({ root }: { root: string }) {
  return (
    <article className="chapter">
      <header>
        <p className="kicker">404</p>
        <h1>No such page</h1>
        <p className="standfirst">Nothing is kept at this address, or not any more.</p>
      </header>
      <div className="prose">
        <p>
          The <a href={root}>table of contents</a> lists every chapter that there is.
        </p>
      </div>
    </article>
  );
}
