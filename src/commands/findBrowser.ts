import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * The path of a Chromium that starts here: the one that CHROMIUM_PATH names, Playwright's own, the system's, or the one that npm brought
 * (Linux on x64). Throws, with what to do, if there is none: a browser suite that skips itself would be a lie.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (starts(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start; ${whatToDo}`);
  }
  const installed = [chromium.executablePath(), ...systemPaths()].find((path) => existsSync(path) && starts(path));
  const found = installed ?? (await unpackFromNpm());
  if (found === undefined) throw new Error(`no Chromium starts on this machine; ${whatToDo}`);
  return found;
}

const whatToDo =
  'run `npx playwright install chromium`, or `apt-get install chromium`, or set CHROMIUM_PATH to a Chromium, Chrome or Edge';

function starts(path: string): boolean {
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(path);
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\d+\.\d+\.\d+/.test(stdout);
}

function systemPaths(): string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const folder = process.env[variable];
      if (folder === undefined) return [];
      return ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((file) =>
        join(folder, file),
      );
    });
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.flatMap((name) => ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => `${folder}/${name}`));
}

/** A browser without a single font of the system's loads no web font either, and types nothing: the package's own must be found where it lies. */
function nameFonts(folder: string): void {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<fontconfig>${folders}<cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  process.env.FONTCONFIG_FILE = file;
}

async function unpackFromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks its own libraries only where it believes itself on a bare AWS machine, and only if no earlier run did: hence a
  // folder of our own. A folder left half full by a killed run does not start, so it is emptied and filled once more.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const folder = join(import.meta.dirname, '../../node_modules/.chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: bundled } = await import('@sparticuz/chromium');
    for (const attempt of ['as it is', 'afresh']) {
      if (attempt === 'afresh') rmSync(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const path = await bundled.executablePath();
      nameFonts(folder);
      if (starts(path)) return path;
    }
    return undefined;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
