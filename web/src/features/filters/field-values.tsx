import { Command } from 'cmdk'
import { itemClass } from './item-class.ts'

/** Something other than a label to filter by: one of a few values, or what is typed. */
export interface FilterField {
  title: string
  placeholder: string
  options?: readonly string[]
  isValid: (text: string) => boolean
  onAdd: (value: string) => void
}

export function FieldValues({ field, text }: { field: FilterField; text: string }) {
  if (field.options) {
    return field.options.map((option) => (
      <Command.Item key={option} value={option} onSelect={() => field.onAdd(option)} className={itemClass}>
        {option}
      </Command.Item>
    ))
  }
  if (!field.isValid(text)) return <p className="px-2 py-1.5 text-fg-3 text-xs">{field.placeholder}</p>
  return (
    <Command.Item forceMount value={text} onSelect={() => field.onAdd(text)} className={itemClass}>
      <span className="min-w-0 truncate">Filter by “{text}”</span>
    </Command.Item>
  )
}
