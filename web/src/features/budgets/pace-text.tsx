import type { Budget } from '#shared/api/budgets.ts'
import { paceOf } from './budget-words.ts'

export function PaceText({ budget }: { budget: Budget }) {
  const { text, when } = paceOf(budget)
  return (
    <>
      {text}
      {when && (
        <>
          <span className="font-medium text-bad">{when}</span>.
        </>
      )}
    </>
  )
}
