import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type AnyLabel, GROUP_LABELS, type TagLabel } from '#shared/api/labels.ts'
import { tagKeysOptions } from '../../api/queries.ts'
import { Choice, type ChoiceSection } from '../../components/choice.tsx'
import { labelTitle, otherTagLabels } from '../../lib/labels.ts'

const TagKeyDialog = lazy(async () => {
  const { TagKeyDialog } = await import('./tag-key-dialog.tsx')
  return { default: TagKeyDialog }
})

interface LabelChoiceProps<Value extends AnyLabel | null> {
  label: string
  value: Value
  /** Tags that are known from sums. */
  tags: readonly TagLabel[]
  /** What cannot be chosen, since it is chosen already. */
  without?: AnyLabel | null
  /** What to call no label, where that is a choice. */
  none?: string
  onChange: (value: Value | AnyLabel) => void
}

const FIRST: AnyLabel[] = ['model', 'feature', 'team', 'provider', 'project']
const LABELS = [...new Set<AnyLabel>([...FIRST, ...GROUP_LABELS, 'user'])]

const toOptions = (labels: readonly AnyLabel[]) =>
  labels.map((value) => ({ value, label: labelTitle(value) }))

/** Any label, any declared tag, any other that the newest events carry, and any by its key. */
export function LabelChoice<Value extends AnyLabel | null>(props: LabelChoiceProps<Value>) {
  const { label, value, tags, without = null, none, onChange } = props
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState(false)
  const seen = useQuery({ ...tagKeysOptions(), enabled: opened }).data?.data ?? []
  const others = otherTagLabels(seen, tags)
  const isOther = value?.startsWith('tag:') && ![...tags, ...others].some((tag) => tag === value)
  const shownTags = [...tags, ...(isOther ? [value as TagLabel] : [])].filter((tag) => tag !== without)
  const otherTags = others.filter((tag) => tag !== without)
  const sections: ChoiceSection<Value | AnyLabel | null>[] = [
    ...(none ? [{ options: [{ value: null, label: none }] }] : []),
    { name: 'Labels', options: toOptions(LABELS.filter((name) => name !== without)) },
    ...(shownTags.length > 0 ? [{ name: 'Tags', options: toOptions(shownTags) }] : []),
    ...(otherTags.length > 0 ? [{ name: 'Tags in recent events', options: toOptions(otherTags) }] : []),
  ]
  return (
    <>
      <Choice
        label={label}
        value={value as Value | AnyLabel | null}
        sections={sections}
        onChange={(next) => onChange(next as Value | AnyLabel)}
        onOpenChange={() => setOpened(true)}
        other={{ label: 'Another tag…', onSelect: () => setAsking(true) }}
      />
      {asking && (
        <Suspense>
          <TagKeyDialog
            onClose={() => setAsking(false)}
            onChoose={(tag) => {
              setAsking(false)
              onChange(tag)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
