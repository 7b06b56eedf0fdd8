import { createHash } from 'node:crypto';
import { basename, relative } from 'node:path';

const taken = new Map<string, string>();

/**
 * The class in the book's HTML of a class of a CSS module: short, because a picture that is baked into a page names it at every mark. The same at
 * every build. Throws where two classes would be one.
 */
export function shortClass(local: string, file: string): string {
  const path = relative(process.cwd(), file.replace(/\?.*$/, ''));
  const name = `${path} ${local}`;
  const digest = createHash('sha256').update(name).digest('base64url').replaceAll(/[-_]/g, '');
  const short = `${/^\d/.test(digest) ? 'q' : ''}${digest}`.slice(0, 4);
  const other = taken.get(short);
  if (other !== undefined && other !== name)
    throw new Error(
      `${local} of ${basename(file)} and ${other} have one class, ${short}; give one of them another name`,
    );
  taken.set(short, name);
  return short;
}
