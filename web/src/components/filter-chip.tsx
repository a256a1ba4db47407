import { X } from 'lucide-react'

interface FilterChipProps {
  /** `Model is` */
  what: string
  values: string
  onRemove: () => void
}

export function FilterChip({ what, values, onRemove }: FilterChipProps) {
  return (
    <span className="flex h-7 max-w-full items-center rounded-md border border-line-strong bg-surface pl-2 text-xs">
      <span title={`${what} ${values}`} className="min-w-0 truncate">
        <span className="text-fg-3">{what}</span> <span className="font-medium">{values}</span>
      </span>
      <button
        type="button"
        aria-label={`Remove filter: ${what} ${values}`}
        onClick={onRemove}
        className="ml-0.5 flex size-6.5 shrink-0 items-center justify-center rounded-md text-fg-3 hover:text-fg"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  )
}
