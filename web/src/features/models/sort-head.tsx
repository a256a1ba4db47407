import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { edgeClass, headCellClass } from '../../components/table.ts'
import type { ModelSort, ModelsView } from '../../lib/models-params.ts'

interface SortHeadProps {
  sort: ModelSort
  name: string
  /** In words, for the tooltip. */
  title?: string | undefined
  className?: string | undefined
  view: Pick<ModelsView, 'sort' | 'order'>
  onSort: (sort: ModelSort) => void
}

/** Head of a column by which the table can be sorted. */
export function SortHead({ sort, name, title, className, view, onSort }: SortHeadProps) {
  const isSorted = view.sort === sort
  const isAscending = (sort === 'name') === (view.order === 'natural')
  const Arrow = isAscending ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : undefined}
      className={clsx(headCellClass, edgeClass, className)}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort(sort)}
        className={clsx('inline-flex items-center gap-1 rounded-sm hover:text-fg', isSorted && 'text-fg')}
      >
        {name}
        {isSorted && <Arrow aria-hidden="true" className="size-3" strokeWidth={2.25} />}
      </button>
    </th>
  )
}
