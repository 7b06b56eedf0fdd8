import { PillButton } from './PillButton';

/** One pill that is pressed or not. */
export function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <PillButton aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {label}
    </PillButton>
  );
}
