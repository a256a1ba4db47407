import { clsx } from 'clsx'
import type { ListedModel, PublishedRate } from '#shared/api/price-list.ts'
import { LifecycleBadge } from '../../components/lifecycle-badge.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { type Day, fullDay } from '../../lib/dates.ts'
import { compact, UNKNOWN } from '../../lib/format.ts'
import { className, perText, rateText } from './rate-text.ts'

interface ListedTableProps {
  models: readonly ListedModel[]
  today: Day
  /** `provider/model` */
  onOpen: (name: string) => void
}

const COLUMNS = [
  ['Model', ''],
  ['Type', 'max-md:hidden'],
  ['Context', 'max-lg:hidden text-right!'],
  ['Input / 1M', 'text-right!'],
  ['Cache read', 'max-md:hidden text-right!'],
  ['Output / 1M', 'max-xs:hidden text-right!'],
  ['Since', 'max-lg:hidden text-right!'],
] as const

export function ListedTable({ models, today, onOpen }: ListedTableProps) {
  return (
    <table className="w-full border-t">
      <caption className="sr-only">Models with what they are charged at now</caption>
      <thead>
        <tr className="border-b">
          {COLUMNS.map(([name, className]) => (
            <th key={name} scope="col" className={clsx(headCellClass, edgeClass, className)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="[&>tr+tr]:border-t">
        {models.map((model) => (
          <ListedRow key={`${model.provider}/${model.model}`} listed={model} today={today} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

function ListedRow({ listed, today, onOpen }: { listed: ListedModel } & Omit<ListedTableProps, 'models'>) {
  const { provider, model, type, contextWindow, since } = listed
  const cell = clsx(cellClass, edgeClass, numberClass)
  const [input, output] = [rateFor(listed, 'input'), rateFor(listed, 'output')]
  const cached = rateFor(listed, 'cacheRead')
  return (
    <tr className="relative transition-colors duration-75 hover:bg-hover">
      <th scope="row" className={clsx(cellClass, edgeClass, 'py-1 text-left font-medium')}>
        <button
          type="button"
          onClick={() => onOpen(`${provider}/${model}`)}
          className="rounded-sm text-left [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {model}
        </button>
        <span className="flex flex-wrap items-center gap-1.5 font-normal text-2xs text-fg-3">
          {provider}
          <LifecycleBadge listed={listed} today={today} />
        </span>
      </th>
      <td className={clsx(cellClass, edgeClass, 'text-fg-2 max-md:hidden')}>{type ?? UNKNOWN}</td>
      <td className={clsx(cell, 'text-fg-2 max-lg:hidden')}>
        {contextWindow === null ? UNKNOWN : compact(contextWindow)}
      </td>
      <td className={cell}>{input ? rateText(input) : <OtherPrice listed={listed} />}</td>
      <td className={clsx(cell, 'text-fg-2 max-md:hidden')}>{cached ? rateText(cached) : UNKNOWN}</td>
      <td className={clsx(cell, 'max-xs:hidden')}>
        {output ? rateText(output) : UNKNOWN}
        {listed.longContextTiers > 0 && (
          <span className="block text-2xs text-fg-3">and by prompt length</span>
        )}
      </td>
      <td className={clsx(cell, 'text-fg-3 max-lg:hidden')}>{since ? fullDay(since, 'UTC') : 'ever'}</td>
    </tr>
  )
}

const rateFor = ({ rates }: ListedModel, name: PublishedRate['class']) =>
  rates?.find((rate) => rate.class === name)

/** Of what has no price for input: its first price, or none at all. */
function OtherPrice({ listed: { rates } }: { listed: ListedModel }) {
  const rate = rates?.find(({ class: name }) => name !== 'output' && name !== 'cacheRead')
  if (!rate) return rates ? UNKNOWN : <span className="text-fg-3">no price now</span>
  return (
    <>
      {rateText({ ...rate, per: 1_000_000 })}
      <span className="block text-2xs text-fg-3">
        {className(rate.class)} {perText(rate.per)}
      </span>
    </>
  )
}
