import { Sigma } from 'lucide-react'
import type { Exploration } from '#shared/api/explore.ts'
import type { TagLabel } from '#shared/api/labels.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { type ExploreView, GROUP_LIMITS, ROLLUPS, type Rollup } from '../../lib/explore-params.ts'
import { chartKinds, shownKind } from './explored-rows.ts'
import { LabelChoice } from './label-choice.tsx'
import { METRIC_SECTIONS, METRIC_WORDS } from './metric-words.ts'

interface ExploreControlsProps {
  view: ExploreView
  tags: readonly TagLabel[]
  /** What is shown now: it says how it can be drawn. */
  explored: Exploration | undefined
  onChange: (part: Partial<ExploreView>) => void
}

const METRICS = METRIC_SECTIONS.map(({ name, metrics }) => ({
  name,
  options: metrics.map((value) => ({ value, label: METRIC_WORDS[value].title })),
}))
const ROLLUP_WORDS: Record<Rollup, string> = {
  auto: 'Automatic',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
}
const ROLLUP_OPTIONS = ROLLUPS.map((value) => ({ value, label: ROLLUP_WORDS[value] }))
const LIMITS = GROUP_LIMITS.map((value) => ({ value, label: `Top ${value}` }))
const CHART_WORDS = { bars: 'Bars', area: 'Area', lines: 'Lines', table: 'Table' }

export function ExploreControls({ view, tags, explored, onChange }: ExploreControlsProps) {
  const kinds = explored ? [...chartKinds(explored), 'table' as const] : []
  return (
    <div role="toolbar" aria-label="What is shown" className="flex flex-wrap items-center gap-2">
      <Choice
        label="Metric"
        value={view.metric}
        sections={METRICS}
        onChange={(metric) => onChange({ metric })}
      />
      <LabelChoice
        label="Group"
        value={view.group}
        tags={tags}
        onChange={(group) => onChange({ group, by: view.by === group ? null : view.by })}
      />
      <LabelChoice
        label="Then by"
        value={view.by}
        tags={tags}
        without={view.group}
        none="Nothing"
        onChange={(by) => onChange({ by })}
      />
      <Choice
        label="Show"
        value={view.limit}
        sections={[{ options: LIMITS }]}
        onChange={(limit) => onChange({ limit })}
      />
      <Choice
        label="Rollup"
        value={view.rollup}
        sections={[{ options: ROLLUP_OPTIONS }]}
        onChange={(rollup) => onChange({ rollup })}
      />
      <Button aria-pressed={view.cumulative} onClick={() => onChange({ cumulative: !view.cumulative })}>
        <Sigma aria-hidden="true" className="text-fg-3" />
        Cumulative
      </Button>
      {explored && (
        <div className="ml-auto max-sm:ml-0">
          <Segmented
            label="Chart"
            value={shownKind(view.chart, explored)}
            options={kinds.map((value) => ({ value, label: CHART_WORDS[value] }))}
            onChange={(chart) => onChange({ chart })}
          />
        </div>
      )}
    </div>
  )
}
