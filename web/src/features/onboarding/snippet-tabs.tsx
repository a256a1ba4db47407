import { useState } from 'react'
import { Choice } from '../../components/choice.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { CLIENT_CALLS, CLIENT_NAMES, type Client } from './client-calls.ts'
import { LANGUAGE_NAMES, languagesOf, snippet } from './snippets.ts'

const CLIENTS = Object.keys(CLIENT_CALLS) as Client[]
const CLIENT_OPTIONS = CLIENTS.map((value) => ({ value, label: CLIENT_NAMES[value] }))

export function SnippetTabs({ apiKey }: { apiKey: string }) {
  const [client, setClient] = useState<Client>('any')
  const languages = languagesOf(client)
  const [wanted, setLanguage] = useState(languages[0]!)
  const language = languages.includes(wanted) ? wanted : languages[0]!
  const code = snippet(client, language, window.location.origin, apiKey) ?? ''
  return (
    <div className="mt-3 overflow-hidden rounded-lg border">
      <div className="flex flex-wrap items-center gap-2 border-b bg-bg px-2 py-1.5">
        <Choice label="With" value={client} sections={[{ options: CLIENT_OPTIONS }]} onChange={setClient} />
        <Segmented
          label="Language"
          value={language}
          options={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={setLanguage}
        />
        <span className="ml-auto">
          <CopyButton text={code} label="Copy" variant="ghost" />
        </span>
      </div>
      <CodeBlock>{code}</CodeBlock>
    </div>
  )
}
