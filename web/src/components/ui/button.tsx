import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'danger' | 'plain' | undefined;
  readonly small?: boolean;
  /** The key that does the same, printed on the button. */
  readonly keyCap?: string;
}

export function Button({ look, small, keyCap, children, className, type = 'button', ...rest }: ButtonProps) {
  const classes = ['button', look, small ? 'small' : '', className].filter(Boolean).join(' ');
  return (
    <button type={type} className={classes} {...rest}>
      {keyCap !== undefined && <KeyCap name={keyCap} hidden />}
      {children}
    </button>
  );
}

export function KeyCap({ name, hidden = false }: { readonly name: string; readonly hidden?: boolean }) {
  return (
    <kbd className="key-cap" aria-hidden={hidden || undefined}>
      {name}
    </kbd>
  );
}
