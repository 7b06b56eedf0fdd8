import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { figures } from '../figures';
import { builds } from '../figures/builds';
import type { FigureBuild, FigureEntry } from '../frame/FigureEntry';
import { FigureIsland } from './FigureIsland';
import { Island } from './Island';
import { leaveOutDrawn } from './leaveOutDrawn';
import { roundDrawn } from './roundDrawn';
import { usePage } from './usePage';

/** What a chapter writes; every other attribute is a setting of the figure itself. */
type FigureAttributes = { name: string; id: string; number: string; children?: ReactNode; [setting: string]: unknown };

/**
 * A figure in its place: baked, and drawn as HTML. The props from which the browser brings it to life lie in a file beside the page, and are
 * fetched when the reader comes near. Build time only. Children, if any, are a caption in static prose. Throws if the registry has no
 * figure of that name.
 */
export function Figure({ name, children, ...settings }: FigureAttributes) {
  const page = usePage();
  const build = (builds as Record<string, FigureBuild | undefined>)[name];
  const entry = (figures as Record<string, FigureEntry | undefined>)[name];
  const View = page.views.get(name);
  if (build === undefined || entry === undefined || View === undefined)
    throw new Error(`unknown figure "${name}"; have ${Object.keys(figures).sort().join(', ')}`);
  const { id } = settings;
  const props = build.bake(settings, page.resources);
  const json = JSON.stringify(props);
  page.schemas.set(id, build.schemaOf(props));
  // A root of its own, read back from the JSON, exactly as the browser will hydrate it: ids and numbers agree.
  const html = renderToString(<Island View={View} props={JSON.parse(json) as object} />, {
    identifierPrefix: `${id}-`,
  });
  const drawn = {
    id,
    name,
    title: entry.title,
    html: roundDrawn(html),
    props: page.writeJson(id, leaveOutDrawn(JSON.parse(json) as object, html)),
    embed: page.embedOf(id),
  };
  page.drawn.push(drawn);
  return (
    <div className="figure" id={id}>
      <FigureIsland {...drawn} />
      {children !== undefined && <div className="caption">{children}</div>}
    </div>
  );
}
