import type { Cell } from '../equations/defineCell';
import { renameCell } from '../equations/renameCell';
import { defineNetwork } from './defineNetwork';
import type { Network } from './Network';

/**
 * An encoder and a decoder (Sutskever, Vinyals & Le 2014): the decoder starts in the state that the encoder ends in, all of it where it
 * has more than h, and sees nothing else of the sequence read. Its symbols are marked, `hD`, and it reads a sequence of its own, `xD` [XD]:
 * what was written before. Cho et al. 2014 map the state in between and show it to every step; this does not.
 * @param decoder with its readout, such as `nextSymbol(gru)`
 */
export function encoderDecoder(id: string, encoder: Cell, decoder: Cell): Network {
  const marked = renameCell(decoder, `${decoder.id}-decoder`, (symbol) => `${symbol}D`, { X: 'XD' });
  const handedOver = decoder.state.filter((name) => encoder.state.includes(name));
  return defineNetwork(id, [
    { cell: encoder },
    { cell: marked, over: 'xD', startsFrom: Object.fromEntries(handedOver.map((name) => [`${name}D`, name])) },
  ]);
}
