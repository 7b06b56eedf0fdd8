import { unusedIn } from './unusedMathematics.ts';

/** What must never reach a reader, one sentence a fault: a formula that did not parse or that the stylesheet has no rules for, a hole in the template, or an id used twice. */
export function findFaults(html: string): string[] {
  const faults: string[] = [];
  for (const [, title] of html.matchAll(/class="katex-error" title="([^"]*)"/g))
    faults.push(`a formula does not parse: ${title}`);
  if (faults.length === 0 && html.includes('katex-error')) faults.push('a formula does not parse');
  // The colour in which KaTeX prints, as text, a command that it was not trusted with or does not know.
  if (/color:#cc0000/.test(html)) faults.push('a formula uses a command that KaTeX was not trusted with');
  const unused = [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, classes = '']) => unusedIn(classes) ?? []);
  for (const name of new Set(unused))
    faults.push(`a formula needs ${name}, which unusedMathematics says the book does without`);
  if (/<!--(head|body)-->/.test(html)) faults.push('the template was not filled');
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  for (const id of new Set(ids))
    if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`the id "${id}" is used twice`);
  return faults;
}
