import type { CSSProperties } from 'react';
import type { Role } from '../base/quantities';
import styles from './marks.module.css';

/** How a signed number is coloured: the class carries hue and sign, the style how much of it. */
export interface SignedLook {
  readonly className: string;
  readonly style: CSSProperties;
  readonly isNegative: boolean;
  /** Whether the cell is so dark that a minus bar must be light. */
  readonly isDark: boolean;
  readonly isFinite: boolean;
}

/**
 * The look of a signed number: its role's hue above zero, ink grey below, paper at zero, saturated at the ends of the range.
 * @param extent the largest size that is told apart; 1 for tanh states
 */
export function lookOf(value: number, role: Role, extent = 1): SignedLook {
  const isFinite = Number.isFinite(value);
  const share = isFinite ? Math.min(1, Math.abs(value) / extent) : 0;
  const isNegative = value < 0;
  return {
    className: `${styles.cell} ${isNegative ? styles.negative : styles[role]}`,
    style: { '--share': `${Math.round(share * 100)}%` } as CSSProperties,
    isNegative,
    isDark: share > 0.5,
    isFinite,
  };
}
