import type { ChangeDriver, ChangePart } from '#shared/api/spend-changes.ts'
import { change, compact, percent, signedChange } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'

interface ChangeWords {
  title: string
  /** The largest contributor, with the figure that moved. */
  detail: string
}

/** What a part of the change is called, and by whom. */
export function changeWords({ kind, amountUsd, driver }: ChangePart): ChangeWords {
  const isMore = !amountUsd.startsWith('-')
  switch (kind) {
    case 'volume':
      return { title: isMore ? 'More requests' : 'Fewer requests', detail: moved(driver, driver?.feature) }
    case 'mix':
      return { title: 'Model mix', detail: driver ? replaced(driver) : '' }
    case 'promptLength':
      return { title: isMore ? 'Longer prompts' : 'Shorter prompts', detail: tokens(driver) }
    case 'outputLength':
      return { title: isMore ? 'Longer answers' : 'Shorter answers', detail: tokens(driver) }
    case 'cache':
      return { title: 'Cache hits', detail: shares(driver) }
    case 'price':
      return { title: 'Price changes', detail: moved(driver, driver?.model) }
    case 'rest':
      return { title: 'Other', detail: 'Discounts, tiers, other units, costs that became known' }
    default:
      return kind satisfies never
  }
}

/** `support-bot +31.0%`; one that is new or gone says so. */
function moved(driver: ChangeDriver | null, name: string | null | undefined): string {
  if (!driver) return ''
  const who = name === null || name === undefined ? 'Others' : valueName(name)
  if (driver.previous === null || driver.current === null) return who
  if (driver.previous === 0) return `${who} is new`
  if (driver.current === 0) return `${who} ended`
  return `${who} ${signedChange(change(driver.current, driver.previous))}`
}

function replaced({ feature, model, toModel }: ChangeDriver): string {
  if (model && toModel) return `${model} to ${toModel}`
  const where = feature === null ? 'others' : valueName(feature)
  if (toModel) return `${toModel} joined in ${where}`
  return model ? `${model} left ${where}` : where
}

function tokens(driver: ChangeDriver | null): string {
  if (!driver || driver.previous === null || driver.current === null) return ''
  const [before, after] = [driver.previous, driver.current].map((count) => compact(Math.round(count)))
  return `${nameOf(driver)}: ${before} to ${after} tokens`
}

function shares(driver: ChangeDriver | null): string {
  if (!driver || driver.previous === null || driver.current === null) return ''
  return `${nameOf(driver)}: ${percent(driver.previous)} to ${percent(driver.current)} of prompts`
}

/** The feature; events without one are told apart by their model. */
const nameOf = ({ feature, model }: ChangeDriver) => feature || model || 'Others'
