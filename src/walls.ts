import { posix } from 'node:path';
import mdx from '@mdx-js/rollup';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import ts from 'typescript';

/** The rooms of `src/`, in reading order: a file imports from its own room or from one above it. */
export const rooms = [
  ...['base', 'equations', 'cells', 'networks', 'tasks', 'traces', 'systems', 'kernels', 'training', 'engine'],
  ...['marks', 'frame', 'figures', 'prose', 'chapters', 'site', 'commands'],
] as const;

const mayHoldTensors = ['kernels', 'training', 'engine', 'commands'];
const mayHoldReact = rooms.slice(rooms.indexOf('marks'));
/** Imports what the build has only just written, so its address cannot be a plain string. */
const importsItsOwnOutput = 'site/build/prerender.ts';
const d3DomHalf = /^d3-(selection|transition|axis|brush|drag|zoom)(\/|$)/;

/** Rooms that may know less than the order allows. */
const narrowRooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  equations: ['base'],
  cells: ['base', 'equations'],
  networks: ['base', 'equations', 'cells'],
  tasks: ['base'],
};

/**
 * What is wrong with the imports of one source file, a sentence each. `file` is its path under `src/`, with forward slashes.
 * Tests are read too, but may look at anything: they are not shipped, and a cell's oracle is a tfjs layer.
 */
export async function findBreaches(file: string, text: string): Promise<string[]> {
  const room = roomOf(file);
  const isTest = /\.test\.tsx?$/.test(file);
  const imports = await listImports(file, text);
  return imports.flatMap((specifier) => {
    const fault = isTest ? undefined : faultOf(file, room, specifier);
    return fault === undefined ? [] : [`${file} imports ${specifier}: ${fault}`];
  });
}

function faultOf(file: string, room: string | undefined, specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (target.startsWith('..') || specifier.startsWith('/')) return 'it lies outside src';
    if (/\.test(\.tsx?)?$/.test(target)) return 'a test is not for importing';
    if (room === undefined) return undefined;
    return roomFault(room, roomOf(`${target}/`) ?? '');
  }
  if (specifier === unreadable && file === importsItsOwnOutput) return undefined;
  if (specifier === unreadable) return 'its address is not a plain string, so no wall can be kept';
  if (room === undefined) return undefined;
  if (/^@tensorflow(\/|-)/.test(specifier) && !mayHoldTensors.includes(room))
    return `tfjs stays in ${mayHoldTensors.join(', ')}`;
  // zustand's main entry and its middleware-free hook are React; its core is zustand/vanilla.
  if (/^(react|react-dom|zustand)(\/(?!vanilla)|$)/.test(specifier) && !mayHoldReact.some((name) => name === room))
    return 'React begins at marks';
  if (d3DomHalf.test(specifier)) return 'D3 computes, React draws';
  if (narrowRooms[room] !== undefined) return `${room} needs no package`;
  return undefined;
}

function roomFault(from: string, to: string): string | undefined {
  const order: readonly string[] = rooms;
  if (!order.includes(to)) return `"${to}" is not a room`;
  if (from === to) return undefined;
  if (order.indexOf(to) > order.indexOf(from)) return `${to} lies below ${from}`;
  const known = narrowRooms[from];
  if (known !== undefined && !known.includes(to)) return `${from} knows only ${['itself', ...known].join(', ')}`;
  return undefined;
}

function roomOf(file: string): string | undefined {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined;
}

const unreadable = '(an address worked out at run time)';

/** Every module that a file names, in whatever way: import, type-only, `import()`, `export … from`, `import type()`, `require`, `new URL`, glob. */
async function listImports(file: string, text: string): Promise<string[]> {
  const source = ts.createSourceFile(
    file.replace(/\.mdx$/, '.jsx'),
    file.endsWith('.mdx') ? await compileMdx(file, text) : text,
    ts.ScriptTarget.Latest,
  );
  const found: string[] = [];
  const add = (node: ts.Node | undefined) =>
    found.push(node !== undefined && ts.isStringLiteralLike(node) ? node.text : unreadable);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0]);
    else if (ts.isNewExpression(node) && isUrlBesideModule(node)) add(node.arguments?.[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(expression)) return expression.text === 'require';
  return (
    ts.isPropertyAccessExpression(expression) && isImportMeta(expression.expression) && expression.name.text === 'glob'
  );
}

function isUrlBesideModule(node: ts.NewExpression): boolean {
  const base = node.arguments?.[1];
  return (
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'URL' &&
    base !== undefined &&
    ts.isPropertyAccessExpression(base) &&
    isImportMeta(base.expression) &&
    base.name.text === 'url'
  );
}

function isImportMeta(node: ts.Node): boolean {
  return ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
}

async function compileMdx(file: string, text: string): Promise<string> {
  const { transform } = mdx({ jsx: true, remarkPlugins: [remarkMath, remarkGfm] });
  if (typeof transform !== 'function') throw new Error('@mdx-js/rollup no longer compiles through a plain transform');
  const compiled: unknown = await Reflect.apply(transform, undefined, [text, `/${file}`]);
  if (typeof compiled !== 'object' || compiled === null || !('code' in compiled) || typeof compiled.code !== 'string')
    throw new Error(`${file} did not compile`);
  return compiled.code;
}
