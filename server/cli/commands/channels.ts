import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { resealSecrets } from '#server/channels/reseal-secrets.ts'
import { SetupError } from '#server/errors.ts'
import { type Command, withContext } from '../command.ts'

export const channelsCommand: Command = {
  usage: `spendscope channels              seal the secrets of channels again after a change of SECRET_KEY

  channels reseal --previous-key-file FILE

FILE holds the SECRET_KEY before; the present one is read as the server reads it.`,
  async run([verb, ...args], config) {
    const { values } = parseArgs({ args, options: { 'previous-key-file': { type: 'string' } } })
    const file = values['previous-key-file']
    if (verb !== 'reseal' || file === undefined)
      throw new SetupError(`Say what to do with channels.\n\n${channelsCommand.usage}`)
    const resealed = await withContext(config, (ctx) => resealSecrets(ctx, readKey(file)))
    console.log(resealed === 1 ? '1 channel is sealed again.' : `${resealed} channels are sealed again.`)
  },
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SetupError(`${file} cannot be read.`, { cause: error })
  }
}
