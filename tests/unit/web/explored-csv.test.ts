import { describe, expect, test } from 'vitest'
import { exploration, exploredSeries } from '#tests/support/exploration.ts'
import { bucketsCsv, csvName, groupsCsv } from '#web/src/features/explore/explored-csv.ts'

describe('what is on screen, as a file', () => {
  test('groups have every digit, and what is not known is empty', () => {
    expect(groupsCsv(exploration())).toBe(
      'model,cost_usd,requests\r\ngpt-5,2.5,5\r\n(untagged),,5\r\nOther,0.5,5\r\nTotal,3,9\r\n',
    )
  })

  test('pairs have two names, and a comparison its own column', () => {
    const series = [exploredSeries({ subkey: 'red', subname: 'red' })]
    const range = { from: '2026-11-19T00:00:00Z', to: '2026-11-21T00:00:00Z' }
    const text = groupsCsv(
      exploration({ metric: 'requests', subgroupBy: 'team', series, previousRange: range }),
    )
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'model,team,requests,previous_requests,cost_usd',
      'gpt-5,red,2.5,1.5,2.5',
    ])
  })

  test('buckets have a column a series', () => {
    expect(bucketsCsv(exploration())).toBe(
      'start,end,gpt-5,(untagged),Other,Total\r\n' +
        '2026-11-21T00:00:00Z,2026-11-22T00:00:00Z,1.5,,,1.5\r\n' +
        '2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,1,,0.5,1.5\r\n',
    )
  })

  test('a name that a spreadsheet would run is guarded, wherever it stands', () => {
    const evil = '=HYPERLINK("http://example.com","x")'
    const series = [exploredSeries({ key: evil, name: evil, subkey: '@x', subname: '@x' })]
    const explored = exploration({ subgroupBy: 'tag:customer', series })
    expect(groupsCsv(explored)).toContain(`"'=HYPERLINK(""http://example.com"",""x"")",'@x,2.5`)
    expect(bucketsCsv(explored)).toContain(`"'=HYPERLINK(""http://example.com"",""x"") · @x"`)
  })

  test('the file is named after the question', () => {
    expect(csvName(exploration({ subgroupBy: 'tag:customer' }), 'groups')).toBe(
      'spendscope-cost-usd-by-model-tag-customer-groups-2026-11-21-to-2026-11-23.csv',
    )
  })
})
