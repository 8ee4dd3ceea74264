import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What the gate, or the form, found wrong; shown at the field and tied to it. */
  readonly fault?: string | null | undefined;
}

interface Wiring {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
}

function FieldFrame({ label, hint, fault, control }: FieldProps & { readonly control: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const hintId = hint === undefined ? null : `${id}-hint`;
  const faultId = fault == null ? null : `${id}-fault`;
  const described = [faultId, hintId].filter((each) => each !== null).join(' ');
  const wiring: Wiring = {
    id,
    className: 'input',
    'aria-invalid': fault == null ? undefined : true,
    'aria-describedby': described === '' ? undefined : described,
  };
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {control(wiring)}
      {faultId !== null && (
        <p className="fault" id={faultId} role="alert">
          {fault}
        </p>
      )}
      {hintId !== null && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

type InputProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & { readonly mono?: boolean };

export function InputField({ label, hint, fault, mono, ...rest }: InputProps) {
  return (
    <FieldFrame
      label={label}
      hint={hint}
      fault={fault}
      control={(wiring) => <input {...wiring} className={mono ? 'input mono' : 'input'} {...rest} />}
    />
  );
}

type AreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> & { readonly mono?: boolean };

export function AreaField({ label, hint, fault, mono, ...rest }: AreaProps) {
  return (
    <FieldFrame
      label={label}
      hint={hint}
      fault={fault}
      control={(wiring) => <textarea {...wiring} className={mono ? 'input mono' : 'input'} rows={2} {...rest} />}
    />
  );
}

type SelectProps = FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>;

export function SelectField({ label, hint, fault, children, ...rest }: SelectProps) {
  return (
    <FieldFrame
      label={label}
      hint={hint}
      fault={fault}
      control={(wiring) => (
        <select {...wiring} {...rest}>
          {children}
        </select>
      )}
    />
  );
}

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'> {
  readonly label: string;
  readonly hint?: ReactNode;
}

export function CheckField({ label, hint, ...rest }: CheckProps) {
  const id = useId();
  return (
    <div className="check">
      <input id={id} type="checkbox" aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...rest} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p className="muted" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
