/** A figure as it was drawn at build time. */
export type DrawnFigure = {
  readonly id: string;
  /** Its name in the registry. */
  readonly name: string;
  readonly title: string;
  readonly html: string;
  /** Where what it was baked from lies, from the site's root. */
  readonly props: string;
  /** Where it stands alone, from the site's root, if it does. */
  readonly embed?: string | undefined;
};

/** A drawn figure as the page holds it, until the browser brings it to life. */
export function FigureIsland({ id, name, html, props, embed }: DrawnFigure) {
  return (
    <div
      data-figure={name}
      data-figure-id={id}
      data-props={props}
      data-embed={embed}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
