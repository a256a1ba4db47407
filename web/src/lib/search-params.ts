import { isCleanText } from '#shared/api/clean-text.ts'
import { type AnyLabel, GROUP_LABELS, type GroupLabel } from '#shared/api/labels.ts'
import {
  formatListParam,
  LONGEST_LIST_VALUE,
  MOST_LIST_VALUES,
  parseListParam,
} from '#shared/api/list-param.ts'
import { isRange, type RangeText } from './range.ts'

/** What the URL holds: flat text, defaults left out. */
export type FlatSearch = Record<string, string>

export interface LabelFilter {
  label: AnyLabel
  exclude: boolean
  /** '' stands for "not set". */
  values: string[]
}

export type Metric = 'cost' | 'requests'

/** What the URL means on pages about spend. */
export interface SpendView {
  range: RangeText
  compare: 'prev' | 'none'
  group: GroupLabel
  metric: Metric
  filters: LabelFilter[]
}

export const DEFAULT_VIEW: SpendView = {
  range: '30d',
  compare: 'prev',
  group: 'model',
  metric: 'cost',
  filters: [],
}

const isLabel = (text: string): text is GroupLabel => (GROUP_LABELS as readonly string[]).includes(text)

/** `tag:` and a key that an event can carry. */
const TAG_LABEL = /^tag:[A-Za-z0-9_.-]{1,64}$/

export const isAnyLabel = (text: string): text is AnyLabel =>
  isLabel(text) || text === 'user' || TAG_LABEL.test(text)

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readSpendView(search: FlatSearch): SpendView {
  const { range = '', compare = '', group = '', metric = '' } = search
  return {
    range: isRange(range) ? range : DEFAULT_VIEW.range,
    compare: compare === 'none' ? 'none' : 'prev',
    group: isLabel(group) ? group : DEFAULT_VIEW.group,
    metric: metric === 'requests' ? 'requests' : 'cost',
    filters: readFilters(search),
  }
}

export function readFilters(search: FlatSearch): LabelFilter[] {
  const tags = Object.keys(search).map((name) => name.replace(/^-/, ''))
  const labels = [...GROUP_LABELS, 'user' as const, ...tags.filter((name) => name.startsWith('tag:'))]
  return [...new Set(labels)].filter(isAnyLabel).flatMap((label) =>
    [false, true].flatMap((exclude) => {
      const text = search[exclude ? `-${label}` : label]
      const values = text === undefined ? [] : readValues(label, text)
      return values.length === 0 ? [] : [{ label, exclude, values }]
    }),
  )
}

/** Those that the server takes; a tag is sent together with its key. */
function readValues(label: AnyLabel, text: string): string[] {
  const longest = LONGEST_LIST_VALUE - (label.startsWith('tag:') ? label.length - 'tag'.length : 0)
  const values = parseListParam(text).filter((value) => value.length <= longest && isCleanText(value))
  return [...new Set(values)].slice(0, MOST_LIST_VALUES)
}

export function writeSpendView(view: SpendView): FlatSearch {
  const search: FlatSearch = {}
  for (const name of ['range', 'compare', 'group', 'metric'] as const) {
    if (view[name] !== DEFAULT_VIEW[name]) search[name] = view[name]
  }
  return { ...search, ...writeFilters(view.filters) }
}

export function writeFilters(filters: readonly LabelFilter[]): FlatSearch {
  return Object.fromEntries(
    filters.map(({ label, exclude, values }) => [exclude ? `-${label}` : label, formatListParam(values)]),
  )
}

/** The same for the API, where all tags stand in one parameter: `tag=customer=acme,plan=pro`. */
export function toFilterQuery(filters: readonly LabelFilter[]): FlatSearch {
  const isTag = ({ label }: LabelFilter) => label.startsWith('tag:')
  const tags = [false, true].flatMap((exclude) => {
    const pairs = filters
      .filter((filter) => isTag(filter) && filter.exclude === exclude)
      .flatMap(({ label, values }) => values.map((value) => `${label.slice('tag:'.length)}=${value}`))
    return pairs.length === 0 ? [] : [[exclude ? '-tag' : 'tag', formatListParam(pairs)]]
  })
  return { ...writeFilters(filters.filter((filter) => !isTag(filter))), ...Object.fromEntries(tags) }
}

export interface ToggledFilter {
  label: AnyLabel
  exclude: boolean
  value: string
}

/** Adds the value to its filter, or takes it out when it is there; an emptied filter disappears. */
export function toggleFilter(
  filters: readonly LabelFilter[],
  { label, exclude, value }: ToggledFilter,
): LabelFilter[] {
  const isSame = (filter: LabelFilter) => filter.label === label && filter.exclude === exclude
  const values = filters.find(isSame)?.values ?? []
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  const others = filters.filter((filter) => !isSame(filter))
  return next.length > 0 ? [...others, { label, exclude, values: next }] : others
}

/** Narrows to this value, or leaves it out as well; what is there already stays. */
export function narrowFilters(
  filters: readonly LabelFilter[],
  { label, exclude, value }: ToggledFilter,
): LabelFilter[] {
  const isSame = (filter: LabelFilter) => filter.label === label && filter.exclude === exclude
  const values = exclude ? (filters.find(isSame)?.values ?? []) : []
  return [
    ...filters.filter((filter) => !isSame(filter)),
    { label, exclude, values: [...new Set([...values, value])] },
  ]
}

export function parseQuery(text: string): FlatSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Commas, dots and slashes stay readable; everything that could end a value early is escaped. */
export function stringifyQuery(search: Record<string, unknown>): string {
  const encode = (text: string) => encodeURIComponent(text).replace(/%(2C|2F|3A)/g, decodeURIComponent)
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${encode(name)}=${encode(value)}`] : [],
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
