import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'

const CONTROL =
  'block w-full rounded-md border border-line-strong bg-surface px-2.5 text-base outline-offset-0 placeholder:text-fg-3 focus-visible:outline-offset-0 aria-invalid:border-bad'

interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string | undefined
}

interface Described extends FieldProps {
  id: string
  children: ReactNode
}

function Described({ id, label, hint, error, children }: Described) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children}
      {(error || hint) && (
        <p id={`${id}-note`} className={clsx('text-xs', error ? 'text-bad' : 'text-fg-3')}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

export function TextField({ label, hint, error, className, ...props }: FieldProps & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Described id={id} label={label} hint={hint} error={error}>
      <input
        {...props}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        className={clsx(CONTROL, 'h-9', className)}
      />
    </Described>
  )
}

export function SelectField({ label, hint, error, ...props }: FieldProps & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Described id={id} label={label} hint={hint} error={error}>
      <span className="relative block">
        <select {...props} id={id} className={clsx(CONTROL, 'h-9 appearance-none pr-8')} />
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-fg-3"
        />
      </span>
    </Described>
  )
}
