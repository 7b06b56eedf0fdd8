import { side } from '../tasks/digitImages';

/** Where the parts of the row reader's picture lie, px. Time runs down: the rows of the picture, the states and the verdicts stand in line. */
export interface DigitLayout {
  readonly height: number;
  /** Height of a row of the picture, and so of a step. */
  readonly pitch: number;
  /** Upper left corners: of the picture's rows, the verdicts, and the states; the states lie below the others where it is narrow. */
  readonly image: Corner;
  readonly verdicts: Corner;
  readonly states: Corner;
  readonly verdictPitch: number;
  readonly statePitch: number;
  readonly isStacked: boolean;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

const margin = 16;
/** Room for the numbers of steps at the left, and for the verdict in words at the right. */
const [stepRoom, verdictRoom] = [26, 34];
const headRoom = 46;
const gap = 26;
/** Narrower than this, the states go below. */
const wide = 620;

/** Lays out the row reader's picture for a width. @param units of the states */
export function layOutDigit(width: number, units: number): DigitLayout {
  const isStacked = width < wide;
  const inner = width - 2 * margin - stepRoom - verdictRoom;
  const image = { x: margin + stepRoom, y: headRoom };
  if (isStacked) {
    // Ten verdicts take about as much as half the picture.
    const pitch = Math.max(4, Math.min(9, (inner - 14) / (side * 1.62)));
    const verdictPitch = Math.max(8, (inner - 14 - side * pitch) / 10);
    const states = { x: image.x, y: headRoom + side * pitch + 40 };
    return {
      height: states.y + side * pitch + 16,
      pitch,
      image,
      verdicts: { x: image.x + side * pitch + 14, y: headRoom },
      states,
      verdictPitch,
      statePitch: (width - margin - states.x) / units,
      isStacked,
    };
  }
  const pitch = Math.min(10.5, Math.max(7, width / 96));
  const verdictPitch = Math.min(19, Math.max(13, width / 56));
  const states = { x: image.x + side * pitch + gap, y: headRoom };
  const statePitch = (inner - side * pitch - 2 * gap - 10 * verdictPitch) / units;
  return {
    height: headRoom + side * pitch + 18,
    pitch,
    image,
    states,
    verdicts: { x: states.x + units * statePitch + gap, y: headRoom },
    verdictPitch,
    statePitch,
    isStacked,
  };
}
