import { quantityOf } from '../base/quantities';
import { parameters } from '../equations/evaluate';
import { symbolTex } from '../equations/symbols';
import { type SystemId, systems } from '../systems';
import { Term } from './Term';
import { untaggedTex } from './untaggedTex';
import { usePage } from './usePage';

/** Every weight of a system, counted: its shape, how many numbers that makes, and the sum. */
export function WeightTable({ system }: { system: SystemId }) {
  const { typeset } = usePage().resources;
  const { network, sizes } = systems[system];
  const rows = Object.entries(parameters(network, sizes)).map(([name, shape]) => ({
    name,
    shape: shape.join(' × '),
    count: shape.reduce((product, dimension) => product * dimension, 1),
  }));
  return (
    <table className="counted">
      <thead>
        <tr>
          <th scope="col">weights</th>
          <th scope="col">what they join</th>
          <th scope="col" align="right">
            shape
          </th>
          <th scope="col" align="right">
            numbers
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, shape, count }) => (
          <tr key={name}>
            <th scope="row">
              <Term of={name}>
                <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: typeset(untaggedTex(symbolTex(name))) }} />
              </Term>
            </th>
            <td>{quantityOf(name).name}</td>
            <td align="right">{shape}</td>
            <td align="right">{count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            together
          </th>
          <td align="right">{rows.reduce((sum, { count }) => sum + count, 0).toLocaleString('en')}</td>
        </tr>
      </tfoot>
    </table>
  );
}
