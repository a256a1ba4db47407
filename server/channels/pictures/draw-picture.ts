import { readFile } from 'node:fs/promises'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { programPaths } from '#server/paths.ts'
import type { DigestChart } from '#shared/api/digests.ts'
import { spendSvg, WIDTH } from './spend-svg.ts'

/** Sharp on dense screens. */
const SCALE = 2

/** A PNG of the chart, with the font of the web app: nothing of the machine's is used. */
export async function drawPicture(chart: DigestChart): Promise<Uint8Array<ArrayBuffer>> {
  const { font, renderer } = programPaths().pictures
  await startRenderer(renderer)
  const drawing = new Resvg(spendSvg(chart), {
    font: { fontBuffers: [await readFile(font)], defaultFontFamily: 'Inter', loadSystemFonts: false },
    fitTo: { mode: 'width', value: WIDTH * SCALE },
  })
  try {
    const picture = drawing.render()
    try {
      return new Uint8Array(picture.asPng())
    } finally {
      picture.free()
    }
  } finally {
    drawing.free()
  }
}

/** Once a process; the library itself remembers, and refuses a second time. */
async function startRenderer(file: string): Promise<void> {
  try {
    await initWasm(readFile(file))
  } catch (error) {
    if (!/already initialized/i.test(String(error))) throw error
  }
}
