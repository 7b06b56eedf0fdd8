import type { ComponentProps } from 'react';
import styles from './frame.module.css';

/** A button as all figures have them; `isMain` is the one that a group of them is about. */
export function PillButton({
  isMain = false,
  ...rest
}: Omit<ComponentProps<'button'>, 'className'> & { isMain?: boolean }) {
  return <button type="button" {...rest} className={isMain ? `${styles.pill} ${styles.main}` : styles.pill} />;
}
