import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { Formula } from '../formulas/Formula';
import { StageProgram } from './StageProgram';

test('a stage is one program: it reads what adds up to each slot, and each pixel keeps the quantity that it is of', () => {
  const formula = new Formula();
  const z = formula.load({ key: 'z', spread: 'row' });
  const b = formula.load({ key: 'b', spread: 'shared' });
  const none = formula.load({ key: 'none', spread: 'row' });
  const gate = formula.apply('sigmoid', formula.apply('add', z, b));
  formula.store({ key: 'gate', spread: 'row' }, gate);
  formula.store(
    { key: 'doubled', spread: 'row' },
    formula.apply('add', formula.apply('mul', gate, formula.constant(2)), none),
  );
  const [wide, other, bias] = [
    tf.zeros<tf.Rank.R2>([6, 8]),
    tf.zeros<tf.Rank.R2>([2, 4]),
    tf.zeros<tf.Rank.R2>([1, 4]),
  ];
  const parts = [
    [
      { tensor: wide, row: 4, column: 4 },
      { tensor: other, row: 0, column: 0 },
    ],
    [{ tensor: bias, row: 0, column: 0 }],
    [],
    [],
    [],
  ];
  const program = new StageProgram({ formula, rows: 2, columns: 4, parts }, [wide, other, bias]);
  expect(program.outputShape).toEqual([2, 8]);
  expect(program.customUniforms.map(({ name }) => name)).toEqual(['row_0_0', 'row_0_1', 'row_1_0']);
  expect(program.userCode).toContain('float t0 = getT0(row + row_0_0, column + 4) + getT1(row + row_0_1, column + 0);');
  expect(program.userCode).toContain('float t1 = getT2(0, column + 0);');
  expect(program.userCode).toContain('float t2 = 0.0;');
  expect(program.userCode).toMatch(/setOutput\(quantity == 0 \? t4 : t\d+\)/);
  tf.dispose([wide, other, bias]);
});

test('constants are written as GLSL reads them', () => {
  const formula = new Formula();
  formula.store({ key: 'y', spread: 'row' }, formula.apply('max', formula.constant(2), formula.constant(1e-8)));
  const { userCode } = new StageProgram({ formula, rows: 1, columns: 1, parts: [[]] }, []);
  expect(userCode).toContain('= 2.0;');
  expect(userCode).toContain('= 1e-8;');
});
