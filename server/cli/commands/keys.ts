import { parseArgs } from 'node:util'
import type { Config } from '#server/config.ts'
import { SetupError } from '#server/errors.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '#server/people/api-keys.ts'
import { findOrCreateProject } from '#server/people/projects.ts'
import { CreateApiKey, KEY_SCOPES, type KeyScope } from '#shared/api/api-keys.ts'
import { type Command, printJson, withContext } from '../command.ts'

export const keysCommand: Command = {
  usage: `spendscope keys                  create, list or revoke API keys

  keys create --project NAME [--name NAME] [--scopes ingest,read] [--rate-limit N] [--json]
  keys list [--json]
  keys revoke ID

The project is made when there is none of that name. The key is shown once. With a rate limit
it may send N events or requests a second.`,
  async run([verb, ...args], config) {
    switch (verb) {
      case 'create':
        return create(args, config)
      case 'list':
        return list(args, config)
      case 'revoke':
        return revoke(args, config)
      default:
        throw new SetupError(`Say what to do with keys.\n\n${keysCommand.usage}`)
    }
  },
}

async function create(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      project: { type: 'string' },
      name: { type: 'string', default: 'made on the command line' },
      scopes: { type: 'string', default: 'ingest' },
      'rate-limit': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if (!values.project) throw new SetupError(`--project is missing.\n\n${keysCommand.usage}`)
  const scopes = values.scopes.split(',') as KeyScope[]
  const unknown = scopes.find((scope) => !KEY_SCOPES.includes(scope))
  if (unknown !== undefined)
    throw new SetupError(`There is no scope ${JSON.stringify(unknown)}, only ${KEY_SCOPES.join(', ')}.`)
  const rateLimit = readRateLimit(values['rate-limit'])
  const created = await withContext(config, async (ctx) => {
    const project = await findOrCreateProject(ctx, values.project!)
    const wanted = { projectId: project.id, name: values.name, scopes, rateLimit }
    return createApiKey(ctx, CreateApiKey.parse(wanted))
  })
  if (values.json)
    printJson({
      key: created.key,
      project: created.projectName,
      id: created.id,
      scopes: created.scopes,
      rateLimit,
    })
  else
    console.log(
      `Key of project ${created.projectName} (${created.scopes.join(', ')}), shown only now:\n${created.key}`,
    )
}

function readRateLimit(text: string | undefined): number | null {
  if (text === undefined) return null
  const { data } = CreateApiKey.shape.rateLimit.safeParse(Number(text))
  if (!data) throw new SetupError('--rate-limit is a whole number of events or requests a second.')
  return data
}

async function list(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const keys = await withContext(config, listApiKeys)
  if (values.json) {
    printJson({ data: keys })
    return
  }
  for (const key of keys) {
    const limit = key.rateLimit === null ? '' : `\t${key.rateLimit} a second`
    const state = key.revokedAt ? `revoked ${key.revokedAt}` : `last used ${key.lastUsedAt ?? 'never'}`
    console.log(
      `${key.id}\t${key.prefix}...\t${key.projectName}\t${key.name}\t${key.scopes.join(',')}\t${state}${limit}`,
    )
  }
  if (keys.length === 0) console.log('There are no keys. Make one: spendscope keys create --project NAME')
}

async function revoke(args: string[], config: Config): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [id] = positionals
  if (!id || !/^\d{1,9}$/.test(id))
    throw new SetupError('Name the key by its id, as "spendscope keys list" shows it.')
  await withContext(config, (ctx) => revokeApiKey(ctx, id))
  console.log(`Key ${id} is revoked. Running servers refuse it within 30 seconds.`)
}
