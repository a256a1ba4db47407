import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

interface Look {
  variant?: 'outline' | 'ghost' | 'primary' | 'danger'
  size?: 'md' | 'sm' | 'icon'
}

const VARIANTS = {
  outline:
    'border border-line-strong bg-surface hover:bg-surface-2 aria-expanded:bg-surface-2 aria-pressed:bg-surface-2 data-[popup-open]:bg-surface-2',
  ghost: 'text-fg-2 hover:bg-hover hover:text-fg data-[popup-open]:bg-hover data-[popup-open]:text-fg',
  primary: 'bg-fg text-bg hover:opacity-90',
  danger: 'bg-bad text-white hover:opacity-90 dark:text-bg',
}

const SIZES = {
  md: 'h-8 px-2.5 text-sm gap-1.5',
  sm: 'h-7 px-2 text-xs gap-1.5',
  icon: 'h-8 px-2',
}

/** The look of a button, for links and Base UI triggers too. */
export function buttonClass({ variant = 'outline', size = 'md' }: Look = {}): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors duration-75',
    'disabled:pointer-events-none disabled:opacity-50 [&_svg]:shrink-0 [&_svg]:size-3.5',
    VARIANTS[variant],
    SIZES[size],
  )
}

export function Button({ variant, size, className, ...props }: Look & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...props}
      className={clsx(buttonClass({ variant: variant ?? 'outline', size: size ?? 'md' }), className)}
    />
  )
}
