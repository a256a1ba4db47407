import { expect, test } from 'vitest'
import { spendSvg } from '#server/channels/pictures/spend-svg.ts'

const days = ['2026-11-21', '2026-11-22']
const heights = (svg: string) =>
  [...svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="#(?!ffffff)/g)].map(
    ([, height]) => Number(height),
  )

test('bars are as high as their amounts, and a day of which nothing is known has none', () => {
  const series = [
    { name: 'gpt-5', slot: 1, values: [100, null] },
    { name: 'Other', slot: null, values: [50, 25] },
  ]
  const [first, second, third, ...none] = heights(spendSvg({ days, series })).filter(
    (height) => height !== 10,
  )
  expect(none).toEqual([])
  expect([first! / second!, second! / third!]).toEqual([expect.closeTo(2, 6), expect.closeTo(2, 6)])
})

test('names from events are text, never markup', () => {
  const svg = spendSvg({ days, series: [{ name: '<script>"&\u0000', slot: 9, values: [1, 1] }] })
  expect(svg).toContain('&#60;script&#62;&#34;&#38;</text>')
  expect(svg).not.toContain('<script')
})

test('a period without spend is an empty chart', () => {
  expect(heights(spendSvg({ days, series: [] }))).toEqual([])
})
