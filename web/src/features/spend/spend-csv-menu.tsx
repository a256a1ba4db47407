import { useQuery } from '@tanstack/react-query'
import { CsvMenu } from '../../components/csv-menu.tsx'
import { labelNoun } from '../../lib/labels.ts'
import { type SpendQuestion, spendByOptions, spendOverTimeOptions } from './queries.ts'
import { bucketsCsv, csvName, groupsCsv } from './spend-csv.ts'

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The figures of the spend card as files. */
export function SpendCsvMenu(question: SpendQuestion) {
  const spend = useQuery(spendByOptions(question)).data
  const overTime = useQuery(spendOverTimeOptions(question)).data
  const files = spend &&
    overTime && [
      {
        label: `${capitalised(labelNoun(spend.groupBy, 2))} and total`,
        name: () => csvName(spend, 'groups'),
        text: () => groupsCsv(spend),
      },
      {
        label: `Every ${overTime.bucket}`,
        name: () => csvName(overTime, 'buckets'),
        text: () => bucketsCsv(overTime),
      },
    ]
  return <CsvMenu files={files || []} />
}
