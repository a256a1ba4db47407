import type { AppContext } from '#server/context.ts'
import { loadDemo } from '#server/demo/load-demo.ts'

/** Loads all the demo events of that many days. */
export async function fillWithDemo(ctx: AppContext, demo: { seed: string; days: number }): Promise<void> {
  for await (const _ of loadDemo(ctx, demo)) {
    // The next day is loaded when it is asked for.
  }
}
