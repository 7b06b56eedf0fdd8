import { type DigitImages, pixelsEach, side } from './digitImages';

/**
 * Reads a pair of unpacked IDX files (the format of MNIST: a magic number, the sizes, then bytes).
 * @throws RangeError saying which of the two is not what it should be, and how
 */
export function readDigitImages(imageFile: Uint8Array, labelFile: Uint8Array): DigitImages {
  const pixels = readIdx('images', imageFile, [undefined, side, side]);
  const labels = readIdx('labels', labelFile, [undefined]);
  const many = labels.length;
  if (pixels.length !== many * pixelsEach)
    throw new RangeError(`there are ${pixels.length / pixelsEach} images and ${many} labels; each image needs one`);
  const odd = labels.findIndex((label) => label > 9);
  if (odd >= 0) throw new RangeError(`label ${odd} is ${labels[odd]}; digits go from 0 to 9`);
  return { many, pixels, labels };
}

/** The bytes of an IDX file, after its head has been held against what is wanted; an undefined size may be any. */
function readIdx(what: string, file: Uint8Array, sizes: readonly (number | undefined)[]): Uint8Array {
  const head = 4 * (1 + sizes.length);
  if (file.length < head)
    throw new RangeError(`the ${what} are no IDX file: ${file.length} bytes, its head alone takes ${head}`);
  const words = new DataView(file.buffer, file.byteOffset, head);
  // 0x08 says unsigned bytes, the last byte how many sizes follow.
  const magic = 0x0800 + sizes.length;
  if (words.getUint32(0) !== magic)
    throw new RangeError(
      `the ${what} are no IDX file of bytes in ${sizes.length} dimensions: it begins with ${words.getUint32(0)}, not ${magic}`,
    );
  const found = sizes.map((_, place) => words.getUint32(4 * (place + 1)));
  if (sizes.some((size, place) => size !== undefined && size !== found[place]))
    throw new RangeError(`the ${what} are ${found.slice(1).join(' × ')}; they should be ${sizes.slice(1).join(' × ')}`);
  const wanted = found.reduce((product, size) => product * size, 1);
  if (file.length - head !== wanted)
    throw new RangeError(`the ${what} should have ${wanted} bytes behind the head, and have ${file.length - head}`);
  return file.subarray(head);
}
