import { Choice } from '../frame/Choice';
import type { LetterNetwork } from './letterNetworks';

/** Which of the two networks of letters a figure shows. */
export function LetterNetworkChoice({
  isNameShown = true,
  value,
  onChange,
}: {
  isNameShown?: boolean;
  value: LetterNetwork;
  onChange: (value: LetterNetwork) => void;
}) {
  return (
    <Choice
      name="network"
      isNameShown={isNameShown}
      value={value}
      options={[
        { value: 'tanh', label: '20 tanh units' },
        { value: 'lstm', label: 'LSTM, 128 units' },
      ]}
      onChange={onChange}
    />
  );
}
