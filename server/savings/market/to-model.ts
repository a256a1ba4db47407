import type { ModelName } from '#shared/api/opportunities.ts'
import type { Capabilities } from '#shared/pricing/capabilities.ts'
import type { CallFacts } from '../traffic/call-facts.ts'
import type { Lever } from './call.ts'
import type { TokenFactors } from './guess-tokens.ts'
import type { Market } from './market.ts'

/** The same calls to another model. Caches, reasoning and images are counted as that model counts them. */
export function toModel(market: Market, target: ModelName, factorsOf: (task: string) => TokenFactors): Lever {
  const can = market.can(target)
  return (call, traffic, i) => {
    const facts = traffic.factsOf(i)
    const images = recountImages(facts, market.can(call), can)
    if (images === undefined) return undefined
    const { input, output, reasoning } = factorsOf(facts.task)
    const isHere = call.provider === target.provider
    const cached = call.cacheRead + call.cacheWrite5m + call.cacheWrite1h
    const keepsCache = isHere && cached >= (can.cacheMinimum ?? 0)
    const text = call.input + (keepsCache ? 0 : cached) - images.counted
    const thought = Math.round(call.reasoning * reasoning)
    const moved = {
      ...call,
      ...target,
      responseModel: '',
      serviceTier: call.serviceTier === 'batch' || isHere ? call.serviceTier : '',
      speed: '',
      region: isHere ? call.region : '',
      input: Math.round(Math.max(0, text) * input) + images.recounted,
      cacheRead: keepsCache ? Math.round(call.cacheRead * input) : 0,
      cacheWrite5m: keepsCache ? Math.round(call.cacheWrite5m * input) : 0,
      cacheWrite1h: keepsCache ? Math.round(call.cacheWrite1h * input) : 0,
      output: Math.round((call.output - call.reasoning) * output) + thought,
      reasoning: thought,
    }
    // A tier that the other model is not sold under is no reason to say nothing: it would be served as standard.
    if (market.price(moved) === null && moved.serviceTier !== '') return { ...moved, serviceTier: '' }
    return moved
  }
}

/** Tokens of the pictures in a prompt, now and then; undefined where a model's way of counting is not known. */
function recountImages(
  { images, imageTokens, imageTiles, hasOtherUnits }: CallFacts,
  now: Capabilities,
  then: Capabilities,
): { counted: number; recounted: number } | undefined {
  if (hasOtherUnits) return undefined
  if (images === 0 && imageTokens === 0 && imageTiles === 0) return { counted: 0, recounted: 0 }
  if (!then.imageTokens || !now.imageTokens) return undefined
  const count = Math.max(1, images)
  const size = now.imageTokens
  const known = imageTokens || (imageTiles > 0 ? size.base * count + size.tile * imageTiles : 0)
  if (known === 0) return undefined
  const tiles = imageTiles || Math.max(0, (known - size.base * count) / size.tile)
  return {
    counted: known,
    recounted: Math.round(then.imageTokens.base * count + then.imageTokens.tile * tiles),
  }
}
