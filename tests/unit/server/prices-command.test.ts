import { expect, test } from 'vitest'
import { pricesCommand } from '#server/cli/commands/prices.ts'
import { parseRates } from '#server/cli/prices/price-words.ts'
import { parseConfig } from '#server/config.ts'

const run = (words: string) => pricesCommand.run(words === '' ? [] : words.split(' '), parseConfig({}))

test.each([
  ['', 'prices list-unpriced'],
  ['dance', 'prices list-unpriced'],
  ['override', 'add | list | retire'],
  ['override add acme', 'PROVIDER/MODEL'],
  ['override add acme/llm-1', 'has no price'],
  ['override add acme/llm-1 inputs=1', 'the classes are input, '],
  ['override add acme/llm-1 input=-1', '"input=-1" is no price'],
  ['override add acme/llm-1 input=1 --from monday', 'effectiveFrom'],
  ['override add acme/llm-1 input=1 --colour red', '--colour'],
  ['override retire one', 'by its id'],
  ['alias add acme/prod', 'PROVIDER/MODEL'],
  ['alias add acme/prod openai/gpt-4o openai/gpt-5', 'Name two'],
  ['alias retire', 'by its id'],
  ['diff one two', 'Name one folder'],
])('prices %s is answered with what to do', async (words, text) => {
  await expect(run(words)).rejects.toThrow(text)
})

test('a price is for a million units, or for as many as are named', () => {
  expect(parseRates(['input=2.5', 'webSearches=10/1000', 'images=0.04/1'])).toEqual({
    input: '2.5',
    webSearches: { usd: '10', per: 1000 },
    images: { usd: '0.04', per: 1 },
  })
})
