import { send, type TestApplication } from './test-application.ts'

/** The value of a series as `/metrics` writes it, labels included: `spendscope_x{a="b"}`; undefined when absent. */
export async function readMetrics(app: TestApplication): Promise<(series: string) => number | undefined> {
  const { body } = await send<string>(app, '/metrics')
  const values = new Map(
    body
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
  return (series) => values.get(series)
}
