/** What must never reach a reader, one sentence a fault: a formula that did not parse, a hole in the template, or an id used twice. */
export function findFaults(html: string): string[] {
  const faults: string[] = [];
  for (const [, title] of html.matchAll(/class="katex-error" title="([^"]*)"/g))
    faults.push(`a formula does not parse: ${title}`);
  if (faults.length === 0 && html.includes('katex-error')) faults.push('a formula does not parse');
  if (/<!--(head|body)-->/.test(html)) faults.push('the template was not filled');
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  for (const id of new Set(ids))
    if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`the id "${id}" is used twice`);
  return faults;
}
