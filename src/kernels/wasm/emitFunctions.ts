import type { FunctionId } from '../formulas/Formula';
import type { Local, WasmFunction } from './WasmFunction';

/**
 * The functions of formulas, four numbers at once, in single precision. The largest errors, measured over a grid of the arguments that matter
 * (`emitFunctions.test.ts`): exp 2⋅10⁻⁷ of the value, sigmoid and tanh 2⋅10⁻⁷, log 3⋅10⁻⁷ below 3.
 */
export const vectorFunctions: Readonly<Record<FunctionId, (body: WasmFunction, inputs: readonly Local[]) => void>> = {
  add: binary('f32x4.add'),
  sub: binary('f32x4.sub'),
  mul: binary('f32x4.mul'),
  div: binary('f32x4.div'),
  min: binary('f32x4.min'),
  max: binary('f32x4.max'),
  sqrt: (body, [a]) => body.get(given(a)).do('f32x4.sqrt'),
  exp: (body, [a]) => exp(body.get(given(a))),
  log: (body, [a]) => log(body, given(a)),
  sigmoid: (body, [a]) => {
    body.v128(1);
    exp(body.v128(0).get(given(a)).do('f32x4.sub'));
    body.v128(1).do('f32x4.add').do('f32x4.div');
  },
  // 1 − 2 / (e^2a + 1)
  tanh: (body, [a]) => {
    body.v128(1).v128(2);
    exp(body.get(given(a)).get(given(a)).do('f32x4.add'));
    body.v128(1).do('f32x4.add').do('f32x4.div').do('f32x4.sub');
  },
  select: (body, [condition, yes, no]) =>
    body.get(given(yes)).get(given(no)).get(given(condition)).v128(0).do('f32x4.gt').do('v128.bitselect'),
};

function binary(instruction: 'f32x4.add' | 'f32x4.sub' | 'f32x4.mul' | 'f32x4.div' | 'f32x4.min' | 'f32x4.max') {
  return (body: WasmFunction, [a, b]: readonly Local[]): void => {
    body.get(given(a)).get(given(b)).do(instruction);
  };
}

/** e^a of the vector on the stack, a ∈ −87…88, beyond which it stays where it is: 2ⁿ e^r with r = a − n ln 2 and a polynomial of Cephes's `expf`. */
function exp(body: WasmFunction): void {
  const [a, n, r] = [body.local('v128'), body.local('v128'), body.local('v128')];
  body.v128(-87).do('f32x4.max').v128(88).do('f32x4.min').tee(a);
  body.v128(Math.LOG2E).do('f32x4.mul').do('f32x4.nearest').set(n);
  // ln 2 in two parts, so that n ln 2 is taken off exactly.
  body.get(a).get(n).v128(0.693359375).do('f32x4.mul').do('f32x4.sub');
  body.get(n).v128(-2.1219444e-4).do('f32x4.mul').do('f32x4.sub').set(r);
  polynomial(
    body,
    r,
    [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
  );
  body.get(r).get(r).do('f32x4.mul').do('f32x4.mul').get(r).do('f32x4.add').v128(1).do('f32x4.add');
  body.get(n).do('i32x4.trunc_sat_f32x4_s').lanes([127, 127, 127, 127]).do('i32x4.add').i32(23).do('i32x4.shl');
  body.do('f32x4.mul');
}

/** ln a of positive numbers: exponent and mantissa apart, and the polynomial of Cephes's `logf`. Zero and less give −87 or so: no infinity. */
function log(body: WasmFunction, a: Local): void {
  const [x, e, m, square, isLow] = [
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
  ];
  body.get(a).v128(1.17549435e-38).do('f32x4.max').set(x);
  // a = m 2^e with m in ½…1
  body.get(x).i32(23).do('i32x4.shr_u').lanes([126, 126, 126, 126]).do('i32x4.sub').do('f32x4.convert_i32x4_s').set(e);
  const mantissa = 0x007fffff;
  body.get(x).lanes([mantissa, mantissa, mantissa, mantissa]).do('v128.and').v128(0.5).do('v128.or').set(m);
  // Below √½ one takes 2m and an exponent less.
  body.v128(Math.SQRT1_2).get(m).do('f32x4.gt').set(isLow);
  body.get(e).v128(1).get(isLow).do('v128.and').do('f32x4.sub').set(e);
  body.get(m).get(m).get(isLow).do('v128.and').do('f32x4.add').v128(1).do('f32x4.sub').set(m);
  body.get(m).get(m).do('f32x4.mul').set(square);
  polynomial(
    body,
    m,
    [
      7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
      2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    ],
  );
  body.get(m).do('f32x4.mul').get(square).do('f32x4.mul');
  body.get(e).v128(-2.1219444e-4).do('f32x4.mul').do('f32x4.add');
  body.get(square).v128(-0.5).do('f32x4.mul').do('f32x4.add').get(m).do('f32x4.add');
  body.get(e).v128(0.693359375).do('f32x4.mul').do('f32x4.add');
}

/** Horner's rule, the highest coefficient first. */
function polynomial(body: WasmFunction, x: Local, [first = 0, ...rest]: readonly number[]): void {
  body.v128(first);
  for (const coefficient of rest) body.get(x).do('f32x4.mul').v128(coefficient).do('f32x4.add');
}

function given(local: Local | undefined): Local {
  if (local === undefined) throw new Error('a function of a formula got fewer inputs than it takes');
  return local;
}
