import { expect, test } from 'vitest';
import { headersFile, nginxSnippet, policyTag } from './headerFiles';
import { ancestorsOf, securityHeaders } from './securityHeaders';

const book = securityHeaders("'self'");
const framed = securityHeaders('*');

/** The rules of a `_headers` file by path. */
function readRules(file: string): Map<string, Record<string, string>> {
  const rules = new Map<string, Record<string, string>>();
  let current: Record<string, string> = {};
  for (const line of file.trimEnd().split('\n')) {
    const [, name, value = ''] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? [];
    if (name === undefined) rules.set(line, (current = {}));
    else current[name] = value;
    // Hosts cut longer lines off.
    expect(line.length).toBeLessThan(2000);
  }
  return rules;
}

test('_headers says for every path, once, what the book’s own server says', () => {
  const rules = readRules(headersFile(['assets/', 'credits/', 'embed/', 'favicon.svg']));
  expect([...rules.keys()]).toEqual(['/', '/assets/*', '/credits/*', '/embed/*', '/favicon.svg']);
  for (const [path, headers] of rules) expect(headers, path).toEqual(path === '/embed/*' ? framed : book);
});

test('the nginx snippet says the same', () => {
  const read = [...nginxSnippet().matchAll(/^add_header (\S+) "([^"]*)" always;$/gm)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  expect(Object.fromEntries<string>(read)).toEqual(securityHeaders('$unrolled_ancestors'));
  expect(nginxSnippet()).toContain(`set $unrolled_ancestors "'self'";`);
  expect(nginxSnippet()).toContain('if ($uri ~ "/embed/") { set $unrolled_ancestors "*"; }');
});

test('only a figure alone may be framed by others, wherever the book lies', () => {
  for (const path of ['/', '/lstm/', '/gallery/', '/assets/worker.js', '/on-embedding/', '/book/lstm/'])
    expect(ancestorsOf(path), path).toBe("'self'");
  for (const path of ['/embed/lstm/gates/', '/book/embed/lstm/gates/', '/embed/*'])
    expect(ancestorsOf(path), path).toBe('*');
});

test('the tag says the same policy, less what a tag may not say', () => {
  const said = /content="([^"]*)"/.exec(policyTag())?.[1]?.split('; ') ?? [];
  const meant = (book['Content-Security-Policy'] ?? '').split('; ');
  expect(meant.filter((directive) => !said.includes(directive))).toEqual(["frame-ancestors 'self'"]);
  expect(said.filter((directive) => !meant.includes(directive))).toEqual([]);
});
