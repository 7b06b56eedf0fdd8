import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { SystemId } from '../systems';
import { ClaimTable } from './ClaimTable';
import { PageContext } from './PageContext';
import { startPage } from './startPage';
import { typeset } from './typeset';

const baselines = { uniform: 6, bigram: 3.5, trigram: 2.9, kneserNey6: 2.2 };

function render(reports: Record<string, unknown>, cut: readonly SystemId[] = []): string {
  const resources = { checkpointBytes: () => new Uint8Array(), checkpointReport: (id: string) => reports[id], typeset };
  return renderToStaticMarkup(
    <PageContext value={startPage(resources)}>
      <ClaimTable of={['tanh-rnn-letters', 'char-rnn']} cut={cut} />
    </PageContext>,
  );
}

test('systems and rivals stand in one table, the worst first', () => {
  const html = render({ 'tanh-rnn-letters': { value: 3.01, baselines }, 'char-rnn': { value: 2.3, baselines } });
  const losses = [...html.matchAll(/>(\d\.\d\d)</g)].map(([, loss]) => Number(loss));
  expect(losses).toEqual([6, 3.5, 3.01, 2.9, 2.3, 2.2]);
  expect(html).toContain('3,085 weights');
});

test('a missing number, or other baselines, stop the build', () => {
  expect(() =>
    render({ 'tanh-rnn-letters': { value: 3, baselines: {} }, 'char-rnn': { value: 2, baselines } }),
  ).toThrow('the report of "tanh-rnn-letters" has no number for baselines.uniform');
  const others = { ...baselines, trigram: 2.8 };
  expect(() =>
    render({ 'tanh-rnn-letters': { value: 3, baselines }, 'char-rnn': { value: 2, baselines: others } }),
  ).toThrow('different baselines');
});

test('a network that was cut off from its past has a line of its own, and sees one letter', () => {
  const reports = {
    'tanh-rnn-letters': { value: 3.01, withoutPast: 4.4, baselines },
    'char-rnn': { value: 2.3, baselines },
  };
  expect(render(reports, ['tanh-rnn-letters'])).toMatch(/cut off<\/th><td>one letter<\/td>.*?4\.40/);
  expect(() => render(reports, ['char-rnn'])).toThrow('withoutPast');
});
