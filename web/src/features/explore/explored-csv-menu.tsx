import type { Exploration } from '#shared/api/explore.ts'
import { CsvMenu } from '../../components/csv-menu.tsx'
import { bucketsCsv, csvName, groupsCsv } from './explored-csv.ts'

export function ExploredCsvMenu({ explored }: { explored: Exploration | undefined }) {
  const files = explored && [
    {
      label: 'Groups and total',
      name: () => csvName(explored, 'groups'),
      text: () => groupsCsv(explored),
    },
    {
      label: `Every ${explored.bucket}`,
      name: () => csvName(explored, 'buckets'),
      text: () => bucketsCsv(explored),
    },
  ]
  return <CsvMenu files={files ?? []} />
}
