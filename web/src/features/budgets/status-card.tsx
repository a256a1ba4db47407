import { useState } from 'react'
import type { Budget } from '#shared/api/budgets.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { STATUS_LANGUAGES, type StatusLanguage, statusSnippet } from './status-snippet.ts'

const NAMES: Record<StatusLanguage, string> = { curl: 'curl', typescript: 'TypeScript', python: 'Python' }
const OPTIONS = STATUS_LANGUAGES.map((value) => ({ value, label: NAMES[value] }))

/** How an app asks before an expensive call. */
export function StatusCard({ budget }: { budget: Budget }) {
  const [language, setLanguage] = useState<StatusLanguage>('curl')
  const code = statusSnippet(language, window.location.origin, budget)
  return (
    <Card aria-labelledby="status-snippet">
      <CardHead
        id="status-snippet"
        title="Ask before an expensive call"
        sub="Answered from memory, with a key that has the scope read"
        actions={<CopyButton text={code} label="Copy" variant="ghost" />}
      />
      <div className="flex px-4 pb-1">
        <Segmented label="Language" value={language} options={OPTIONS} onChange={setLanguage} />
      </div>
      <CodeBlock>{code}</CodeBlock>
    </Card>
  )
}
