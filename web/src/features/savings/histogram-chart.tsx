import type { Finding } from '#shared/api/opportunities.ts'
import { compact, integer } from '../../lib/format.ts'

type Histogram = NonNullable<Finding['evidence']['histogram']>

/** How something is distributed: one bar for each step, its numbers in a table for those who do not see it. */
export function HistogramChart({ histogram }: { histogram: Histogram }) {
  const { title, unit, bounds, counts } = histogram
  const most = Math.max(1, ...counts)
  return (
    <figure className="border-t px-4 py-3">
      <figcaption className="font-medium text-2xs text-fg-3">
        {title}, {unit}
      </figcaption>
      <div aria-hidden="true" className="mt-2 flex h-24 items-end gap-px border-b">
        {counts.map((count, index) => (
          <span
            key={bounds[index]}
            title={`${compact(bounds[index]!)} to ${compact(bounds[index + 1]!)} ${unit}: ${integer(count)}`}
            className="min-w-px flex-1 rounded-t-[2px] bg-(--s1)"
            style={{ height: count === 0 ? 0 : `max(2px, ${(count / most) * 100}%)` }}
          />
        ))}
      </div>
      <p aria-hidden="true" className="num mt-1 flex justify-between text-2xs text-fg-3">
        <span>{compact(bounds[0] ?? 0)}</span>
        <span>{compact(bounds.at(-1) ?? 0)}</span>
      </p>
      <table className="sr-only">
        <caption>{title}</caption>
        <tbody>
          {counts.map((count, index) => (
            <tr key={bounds[index]}>
              <th scope="row">
                {compact(bounds[index]!)} to {compact(bounds[index + 1]!)}
              </th>
              <td>{integer(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
