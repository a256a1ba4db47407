import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { type AnyLabel, GROUP_LABELS } from '#shared/api/labels.ts'
import { projectsOptions, tagKeysOptions } from '../../api/queries.ts'
import { useMoney } from '../../api/use-money.ts'
import { groupClass } from '../../components/command-group.ts'
import { declaredTagLabels, labelNoun, labelTitle, otherTagLabels, valueName } from '../../lib/labels.ts'
import type { SpendView, ToggledFilter } from '../../lib/search-params.ts'
import { FieldValues, type FilterField } from './field-values.tsx'
import { itemClass } from './item-class.ts'
import { labelValuesOptions } from './queries.ts'

export interface FilterListProps {
  view: Pick<SpendView, 'range' | 'filters'>
  timeZone: string
  /** What else than labels can be filtered by. */
  fields?: readonly FilterField[]
  /** What is chosen elsewhere. */
  without?: AnyLabel
  /** Leaves out tags that are only known from single events. */
  onlyDeclared?: boolean
  onToggle: (filter: ToggledFilter) => void
}

const FIRST_LABELS: AnyLabel[] = ['model', 'feature', 'team', 'provider', 'project']
const LABELS = [...new Set<AnyLabel>([...FIRST_LABELS, ...GROUP_LABELS, 'user'])]

/** First the label, then its values; Backspace in the empty field leads back. */
export function FilterList({
  view,
  timeZone,
  fields = [],
  without,
  onlyDeclared = false,
  onToggle,
}: FilterListProps) {
  const [label, setLabel] = useState<AnyLabel | null>(null)
  const [field, setField] = useState<FilterField | null>(null)
  const [text, setText] = useState('')
  const tags = declaredTagLabels(useQuery(projectsOptions).data ?? [])
  const otherTags = otherTagLabels(
    useQuery({ ...tagKeysOptions(), enabled: !onlyDeclared }).data?.data ?? [],
    tags,
  )
  const choose = (next: AnyLabel | null, nextField: FilterField | null = null) => {
    setLabel(next)
    setField(nextField)
    setText('')
  }
  const title = field?.title ?? (label && labelTitle(label))
  return (
    <Command label="Filter" loop>
      <div className="flex items-center gap-1.5 border-b px-3">
        {title && (
          <button
            type="button"
            onClick={() => choose(null)}
            className="shrink-0 rounded-sm bg-active px-1.5 font-medium text-xs"
          >
            {title}
          </button>
        )}
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          onKeyDown={(event) => event.key === 'Backspace' && text === '' && choose(null)}
          placeholder={field?.placeholder ?? (label ? `Find a ${labelNoun(label)}` : 'Filter by')}
          className="h-10 min-w-0 flex-1 bg-transparent outline-none placeholder:text-fg-3"
        />
      </div>
      <Command.List className="max-h-72 overflow-y-auto p-1.5" label={title ?? 'Labels'}>
        {field && <FieldValues field={field} text={text.trim()} />}
        {label && <Values label={label} view={view} timeZone={timeZone} onToggle={onToggle} />}
        {!title && (
          <>
            {[...LABELS, ...tags]
              .filter((name) => name !== without)
              .map((name) => (
                <Choice key={name} title={labelTitle(name)} onSelect={() => choose(name)} />
              ))}
            {fields.map((one) => (
              <Choice key={one.title} title={one.title} onSelect={() => choose(null, one)} />
            ))}
            {otherTags.length > 0 && (
              <Command.Group heading="Tags in recent events" className={groupClass}>
                {otherTags.map((name) => (
                  <Choice key={name} title={labelTitle(name)} onSelect={() => choose(name)} />
                ))}
              </Command.Group>
            )}
          </>
        )}
      </Command.List>
    </Command>
  )
}

function Choice({ title, onSelect }: { title: string; onSelect: () => void }) {
  return (
    <Command.Item value={title} onSelect={onSelect} className={itemClass}>
      <span className="flex-1">{title}</span>
      <ChevronRight aria-hidden="true" className="size-3.5! text-fg-3" />
    </Command.Item>
  )
}

function Values({ label, view, timeZone, onToggle }: FilterListProps & { label: AnyLabel }) {
  const money = useMoney()
  const values = useQuery(labelValuesOptions(label, view.range, timeZone))
  const chosen = view.filters.find((filter) => filter.label === label && !filter.exclude)?.values ?? []
  if (values.isPending) return <p className="px-2 py-1.5 text-fg-3 text-xs">Loading…</p>
  if (values.isError) return <p className="px-2 py-1.5 text-bad text-xs">{values.error.message}</p>
  return (
    <>
      <Command.Empty className="px-2 py-1.5 text-fg-3 text-xs">No {labelNoun(label)} found.</Command.Empty>
      {values.data.map(({ key, name, costUsd }) => (
        <Command.Item
          key={key}
          value={valueName(key, label)}
          keywords={[name]}
          onSelect={() => onToggle({ label, value: key, exclude: false })}
          className={itemClass}
        >
          <span className="w-4">
            {chosen.includes(key) && <Check aria-label="Chosen" className="size-4" />}
          </span>
          <span className="min-w-0 flex-1 truncate">{name || valueName(key, label)}</span>
          {costUsd !== null && <span className="num text-fg-3 text-xs">{money.compact(costUsd)}</span>}
        </Command.Item>
      ))}
    </>
  )
}
