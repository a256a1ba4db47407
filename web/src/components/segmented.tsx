import { clsx } from 'clsx'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string; className?: string }[]
  onChange: (value: T) => void
}

export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className="flex min-w-0 shrink-0 rounded-md bg-surface-2 p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            'h-6.5 rounded-sm px-2 font-medium text-fg-3 text-xs transition-colors duration-75 hover:text-fg',
            'aria-pressed:bg-surface aria-pressed:text-fg aria-pressed:shadow-[0_0_0_1px_var(--line)] dark:aria-pressed:bg-active',
            // A choice that small screens leave out is shown while it is the chosen one.
            option.value !== value && option.className,
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
