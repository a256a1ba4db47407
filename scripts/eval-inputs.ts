import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { drain, listen } from '#server/main.ts'
import { readCaseFile } from './inputs/input-case.ts'
import { readMapping } from './inputs/mapping.ts'
import { openScope, runInputCase } from './inputs/run-input-case.ts'
import { localTarget, remoteTarget, type Target } from './inputs/target.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: 'tests/fixtures/bad-inputs.json' },
    url: { type: 'string' },
    key: { type: 'string' },
    'read-only-key': { type: 'string' },
    'revoked-key': { type: 'string' },
  },
})

process.exitCode = (await evaluate()) ? 0 : 1

async function evaluate(): Promise<boolean> {
  const { url, key } = values
  if (!url) return withOwnServer(runCases)
  if (!key) throw new Error('--url needs --key, with the scopes ingest and read')
  return runCases(
    remoteTarget({ url, key, readOnlyKey: values['read-only-key'], revokedKey: values['revoked-key'] }),
  )
}

async function withOwnServer(work: (target: Target) => Promise<boolean>): Promise<boolean> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'spendscope-inputs-'))
  chmodSync(dataFolder, 0o755) // Postgres may run as another user
  const application = await openApplication({ ...parseConfig({}), dataFolder, port: 0, logLevel: 'error' })
  const server = await listen(application.ctx)
  try {
    const { port } = server.address() as AddressInfo
    return await work(await localTarget(application.ctx, `http://127.0.0.1:${port}`))
  } finally {
    await drain(server)
    await application.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function runCases(target: Target): Promise<boolean> {
  const { cases, fields } = readCaseFile(values.cases)
  const mapping = readMapping(fields)
  const scope = openScope(target, mapping)
  let passed = 0
  for (const item of cases) {
    const faults = await runInputCase(target, mapping, scope, item).catch((error: Error) => [error.message])
    if (faults.length === 0) passed++
    else console.log(`${item.id} (${item.title}): ${faults.join('; ')}`)
  }
  const isPolluted = ['polluted', 'isAdmin', 'x'].some((name) => name in {})
  if (isPolluted) console.log('Object.prototype was changed')
  console.log(`passed ${passed} of ${cases.length}`)
  return passed === cases.length && passed > 0 && !isPolluted
}
