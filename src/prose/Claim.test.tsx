import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readResources } from '../site/build/readResources';
import { systems } from '../systems';
import { Claim } from './Claim';
import { PageContext } from './PageContext';
import { startPage } from './startPage';

const resources = readResources(join(import.meta.dirname, '../../public'));
const report = (id: string) => structuredClone(resources.checkpointReport(id)) as Record<string, unknown>;

function text(claim: Parameters<typeof Claim>[0], changed: Record<string, unknown> = {}): string {
  const checkpointReport = (id: string): unknown => ({ ...report(id), ...changed });
  return renderToStaticMarkup(
    <PageContext value={startPage({ ...resources, checkpointReport })}>
      <Claim {...claim} />
    </PageContext>,
  ).replaceAll(/<[^>]*>/g, '');
}

test('a character model’s claim is the number of its report, beside the rival that is asked for', () => {
  const { value, baselines } = report('char-rnn') as { value: number; baselines: Record<string, number> };
  expect(text({ system: 'char-rnn' })).toBe(
    `${value.toFixed(2)} bits per character on the held-out tenth of Shakespeare (a Kneser–Ney 6-gram: ${baselines.kneserNey6?.toFixed(2)})`,
  );
  expect(text({ system: 'char-rnn', baseline: 'trigram' })).toContain(
    `(the trigram: ${baselines.trigram?.toFixed(2)})`,
  );
});

test('a task’s claim is one of those that it makes, the worst seed counts, and nearly all is not all', () => {
  const claims = (report('binary-addition').claims as Record<string, unknown>[]).map((claim) => ({
    ...claim,
    value: 0.99999,
  }));
  const all = text({ system: 'binary-addition', of: 'binary-addition-32' });
  expect(all).toMatch(
    /^100 % bits right in sums of 32 bits.*\(the worst of 5 seeds; knowing the two bits.*: 53\.1 %\)$/,
  );
  expect(text({ system: 'binary-addition' }, { claims })).toMatch(/^99\.999 % bits right in sums of 8 bits/);
});

test('a report of another claim, or without its number, stops the build', () => {
  expect(() => text({ system: 'char-rnn' }, { unit: 'nats' })).toThrow('is about another claim');
  expect(() => text({ system: 'char-rnn' }, { value: null })).toThrow('has no number for value');
  expect(() => text({ system: 'binary-addition' }, { claims: [] })).toThrow('is about another claim');
  expect(() => text({ system: 'binary-addition', of: 'copy' })).toThrow('claims nothing of "copy"');
  expect(() => text({ system: 'misprinted-letters' })).toThrow('claims nothing');
});

test('whatever the registry claims can be printed', () => {
  for (const [id, system] of Object.entries(systems) as [
    keyof typeof systems,
    (typeof systems)[keyof typeof systems],
  ][]) {
    if ('task' in system)
      for (const { task } of system.claim.of) expect(text({ system: id, of: task.id })).toMatch(/^\d/);
    else if ('claim' in system && system.claim !== undefined) expect(text({ system: id })).toMatch(/^\d/);
  }
});
