import { vectorFunctions } from './emitFunctions';
import type { Local, WasmFunction } from './WasmFunction';
import type { WasmModule } from './WasmModule';

const float = 4;

/**
 * Adds a kernel for softmax and cross-entropy over rows of scores, called with (scores, upstream, targets as i32, shares, found, rows): it puts
 * ∂L/∂scores = share · (softmax − target) into upstream, and into found, four numbers a row, the largest score, Σ exp(score − largest), the
 * target's score, and 0: the loss of a row is its share times (ln Σ + largest − target's), which is best added up in double precision.
 * @param columns how many scores a row has; rows are padded to fours
 */
export function emitCrossEntropy(module: WasmModule, columns: number, name: string): WasmFunction {
  return module.add(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    (body) => {
      const [scores, upstream, targets, shares, found, rows] = body.parameters as [
        Local,
        Local,
        Local,
        Local,
        Local,
        Local,
      ];
      const [largest, total, value, share] = [
        body.local('v128'),
        body.local('v128'),
        body.local('v128'),
        body.local('v128'),
      ];
      const [column, count, to] = [body.local('i32'), body.local('i32'), body.local('i32')];
      const whole = columns >> 2;
      const rest = columns & 3;
      const mask = [-1, rest > 1 ? -1 : 0, rest > 2 ? -1 : 0, 0] as const;
      const eachVector = (visit: (isTail: boolean) => void): void => {
        body.i32(0).set(column);
        if (whole > 0) {
          body.i32(whole).set(count);
          body.times(count, () => {
            visit(false);
            body.advance(column, 16);
          });
        }
        if (rest > 0) visit(true);
      };
      const acrossLanes = (instruction: 'f32.max' | 'f32.add', vector: Local): void => {
        body.get(vector).lane(0);
        for (const lane of [1, 2, 3] as const) body.get(vector).lane(lane).do(instruction);
        body.do('f32x4.splat').set(vector);
      };
      body.times(rows, () => {
        body.v128(-3e38).set(largest);
        eachVector((isTail) => {
          body.get(largest).get(scores).get(column).do('i32.add').loadV128();
          if (isTail)
            body
              .v128(-3e38)
              .lanes([...mask])
              .do('v128.bitselect');
          body.do('f32x4.max').set(largest);
        });
        acrossLanes('f32.max', largest);
        body.v128(0).set(total);
        eachVector((isTail) => {
          body.get(scores).get(column).do('i32.add').loadV128().get(largest).do('f32x4.sub').set(value);
          vectorFunctions.exp(body, [value]);
          if (isTail) body.lanes([...mask]).do('v128.and');
          body.set(value);
          body.get(upstream).get(column).do('i32.add').get(value).storeV128();
          body.get(total).get(value).do('f32x4.add').set(total);
        });
        acrossLanes('f32.add', total);
        body.get(shares).loadSplat().set(share);
        const factor = body.local('v128');
        body.get(share).get(total).do('f32x4.div').set(factor);
        eachVector(() => {
          body.get(upstream).get(column).do('i32.add').tee(to);
          body.get(to).loadV128().get(factor).do('f32x4.mul').storeV128();
        });
        const place = body.local('i32');
        body.get(targets).loadI32().i32(2).do('i32.shl').set(place);
        body.get(found).get(largest).lane(0).storeF32(0);
        body.get(found).get(total).lane(0).storeF32(4);
        body.get(found).get(scores).get(place).do('i32.add').loadF32().storeF32(8);
        body.get(upstream).get(place).do('i32.add').tee(to);
        body.get(to).loadF32().get(share).lane(0).do('f32.sub').storeF32();
        const stride = ((columns + 3) & ~3) * float;
        body.advance(scores, stride).advance(upstream, stride);
        body
          .advance(targets, float)
          .advance(shares, float)
          .advance(found, 4 * float);
      });
    },
    name,
  );
}

/** Adds a kernel that puts Σ v² into four partial sums: (sums, values, count in fours). */
export function emitSumSquares(module: WasmModule, name: string): WasmFunction {
  return module.add(
    ['i32', 'i32', 'i32'],
    (body) => {
      const [to, values, count] = body.parameters as [Local, Local, Local];
      const sums = [body.local('v128'), body.local('v128'), body.local('v128'), body.local('v128')];
      const value = body.local('v128');
      const add = (sum: Local, offset: number): void => {
        body.get(values).loadV128(offset).tee(value).get(value).do('f32x4.mul').get(sum).do('f32x4.add').set(sum);
      };
      body.whileAtLeast(count, 16, () => {
        sums.forEach((sum, place) => add(sum, 16 * place));
        body.advance(values, 64).advance(count, -16);
      });
      const [first = value] = sums;
      body.whileAtLeast(count, 4, () => {
        add(first, 0);
        body.advance(values, 16).advance(count, -4);
      });
      body.get(to).get(first);
      for (const sum of sums.slice(1)) body.get(sum).do('f32x4.add');
      body.storeV128();
    },
    name,
  );
}
