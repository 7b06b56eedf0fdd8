import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Predict } from './Predict';

const options = ['up', 'down'];

test('a reader without scripts can choose, and can open the answer', () => {
  const html = renderToStaticMarkup(
    <Predict id="way" question="Which way?" options={options} answer={1}>
      Down.
    </Predict>,
  );
  expect(html.match(/<input type="radio" [^>]*name="way"/g)).toHaveLength(2);
  expect(html).toMatch(/<details><summary>.+<\/summary><div>Down\.<\/div><\/details>/);
  expect(html).toMatch(/<label data-right="true"><input[^>]*\/> <span>down</);
});

test('an answer that is none of the options, or an option that is there twice, stops the build', () => {
  const write = (choices: string[], answer: number) => () =>
    renderToStaticMarkup(<Predict id="way" question="" options={choices} answer={answer} children="" />);
  expect(write(options, 2)).toThrow('option 2, of 2');
  expect(write(['up', 'up'], 0)).toThrow('the same option twice');
});
