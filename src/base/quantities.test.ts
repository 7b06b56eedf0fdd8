import { expect, test } from 'vitest';
import { quantityOf } from './quantities';

test.each([
  ['h', 'h', 'hidden state'],
  ['h2', 'h', 'hidden state of layer 2'],
  ['cB', 'c', 'backward cell memory'],
  ['xD', 'x', 'decoder input'],
  ['h1F', 'h', 'forward hidden state of layer 1'],
  ['W_xh', 'w', 'weights from input to hidden state'],
  ['W_h1i2', 'w', 'weights from hidden state of layer 1 to input gate of layer 2'],
  ['W_hFhF', 'w', 'weights from forward hidden state to forward hidden state'],
  ['b_f', 'w', 'bias of the forget gate'],
  ['b_hn', 'w', 'bias from hidden state to candidate state'],
  ['p_o', 'w', 'peephole weights of the output gate'],
  ['u', 'gate', 'u'],
  ['total', 'gate', 'total'],
] as const)('%s is of the colour %s and named %s', (symbol, role, name) => {
  expect(quantityOf(symbol)).toEqual({ symbol, role, name });
});
