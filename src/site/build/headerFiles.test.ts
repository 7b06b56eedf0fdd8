import { expect, test } from 'vitest';
import { headersFile, nginxSnippet, policyTag } from './headerFiles';
import { securityHeaders } from './securityHeaders';

test('_headers says for every path what the book’s own server says', () => {
  const [path, ...lines] = headersFile().trimEnd().split('\n');
  expect(path).toBe('/*');
  const read = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon).trim(), line.slice(colon + 2)];
    }),
  );
  expect(Object.fromEntries(read)).toEqual(securityHeaders);
  // Hosts cut longer lines off.
  for (const line of lines) expect(line.length).toBeLessThan(2000);
});

test('the nginx snippet says the same', () => {
  const read = [...nginxSnippet().matchAll(/^add_header (\S+) "([^"]*)" always;$/gm)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  expect(read).toHaveLength(nginxSnippet().trimEnd().split('\n').length);
  expect(Object.fromEntries<string>(read)).toEqual(securityHeaders);
});

test('the tag says the same policy, less what a tag may not say', () => {
  const said = /content="([^"]*)"/.exec(policyTag())?.[1]?.split('; ') ?? [];
  const meant = (securityHeaders['Content-Security-Policy'] ?? '').split('; ');
  expect(meant.filter((directive) => !said.includes(directive))).toEqual(["frame-ancestors 'self'"]);
  expect(said.filter((directive) => !meant.includes(directive))).toEqual([]);
});
