import { clsx } from 'clsx'

/** Stands where content will be, with its size. It appears late, so that a fast answer shows no flicker. */
export function Skeleton({ className }: { className: string }) {
  return (
    <div
      aria-hidden="true"
      className={clsx('animate-skeleton rounded-md bg-active opacity-0 [animation-delay:120ms]', className)}
    />
  )
}
