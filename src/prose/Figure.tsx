import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { figures } from '../figures';
import type { FigureEntry } from '../frame/FigureEntry';
import { Island } from './Island';
import { usePage } from './usePage';

/** What a chapter writes; every other attribute is a setting of the figure itself. */
type FigureAttributes = { name: string; id: string; number: string; children?: ReactNode; [setting: string]: unknown };

/**
 * A figure in its place: baked, drawn as HTML, and followed by the props from which the browser brings it to life.
 * Build time only. Children, if any, are a caption in static prose. Throws if the registry has no figure of that name.
 */
export function Figure({ name, children, ...settings }: FigureAttributes) {
  const page = usePage();
  const entry = (figures as Record<string, FigureEntry | undefined>)[name];
  const View = page.views.get(name);
  if (entry === undefined || View === undefined)
    throw new Error(`unknown figure "${name}"; have ${Object.keys(figures).sort().join(', ')}`);
  const { id } = settings;
  const json = JSON.stringify(entry.bake(settings, page.resources));
  // A root of its own, read back from the JSON, exactly as the browser will hydrate it: ids and numbers agree.
  const html = renderToString(<Island View={View} props={JSON.parse(json) as object} />, {
    identifierPrefix: `${id}-`,
  });
  return (
    <div className="figure" id={id}>
      <div data-figure={name} data-figure-id={id} dangerouslySetInnerHTML={{ __html: html }} />
      {children !== undefined && <div className="caption">{children}</div>}
      <script
        type="application/json"
        data-figure-props={id}
        dangerouslySetInnerHTML={{ __html: json.replaceAll('<', '\\u003c') }}
      />
    </div>
  );
}
