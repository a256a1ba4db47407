import { clsx } from 'clsx'
import { edgeClass, headCellClass } from './table.ts'

interface TableHeadProps {
  /** Name, and the classes that leave it out on small screens or set it right. */
  columns: readonly (readonly [name: string, className: string])[]
  /** Whether the rows end with buttons. */
  hasActions?: boolean
}

export function TableHead({ columns, hasActions = false }: TableHeadProps) {
  return (
    <thead>
      <tr className="border-b">
        {columns.map(([name, className]) => (
          <th key={name} scope="col" className={clsx(headCellClass, edgeClass, className)}>
            {name}
          </th>
        ))}
        {hasActions && (
          <td className={clsx(headCellClass, edgeClass)}>
            <span className="sr-only">Actions</span>
          </td>
        )}
      </tr>
    </thead>
  )
}
