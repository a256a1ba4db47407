import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { connectApplication } from '#server/application.ts'
import { parseConfig } from '#server/config.ts'
import { openClient } from '#server/db/client.ts'
import { createLog } from '#server/log.ts'
import { atDatabase } from './database-address.ts'
import { fillWithDemo } from './fill-with-demo.ts'
import { makeTempFolder } from './temp-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demoTemplate: string
  }
}

/** A template with demo events, made once: loading them takes ten times as long as cloning them. */
export default async function makeDemo(project: TestProject): Promise<() => Promise<void>> {
  const { postgres, template } = project.getProvidedContext()
  const name = `${template}_demo`
  const admin = openClient(postgres, { max: 1 })
  await admin.unsafe(`create database ${name} template ${template}`)
  const dataFolder = makeTempFolder()
  const config = { ...parseConfig({}), dataFolder }
  const address = atDatabase(postgres, name)
  const { ctx, close } = await connectApplication({ config, address, log: createLog('warn') })
  await fillWithDemo(ctx, { seed: 'e2e', days: 40 })
  await close()
  rmSync(dataFolder, { recursive: true, force: true })
  project.provide('demoTemplate', name)
  return async () => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  }
}
