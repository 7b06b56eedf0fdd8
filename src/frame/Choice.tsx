import { PillButton } from './PillButton';
import styles from './frame.module.css';

/** A few pills of which one is pressed. */
export function Choice<Value extends string>({
  name,
  isNameShown = false,
  value,
  options,
  onChange,
}: {
  name: string;
  isNameShown?: boolean;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <span className={styles.choice} role="group" aria-label={name}>
      {isNameShown && (
        <span className={styles.choiceName} aria-hidden="true">
          {name}
        </span>
      )}
      {options.map((option) => (
        <PillButton key={option.value} aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </PillButton>
      ))}
    </span>
  );
}
