import { buildWeb } from '#server/cli/build-web.ts'

/** Browser tests run on the app as it is shipped. */
export default async function setup(): Promise<void> {
  await buildWeb()
}
