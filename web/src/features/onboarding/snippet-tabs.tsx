import { useState } from 'react'
import { CodeBlock } from '../../components/code-block.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { CLIENT_NAMES, CLIENTS, type Client, LANGUAGE_NAMES, languagesOf, snippet } from './snippets.ts'

const CLIENT_OPTIONS = CLIENTS.map((value) => ({ value, label: CLIENT_NAMES[value] }))

export function SnippetTabs({ apiKey }: { apiKey: string }) {
  const [client, setClient] = useState<Client>('http')
  const languages = languagesOf(client)
  const [wanted, setLanguage] = useState(languages[0]!)
  const language = languages.includes(wanted) ? wanted : languages[0]!
  const code = snippet(client, language, window.location.origin, apiKey) ?? ''
  return (
    <div className="mt-3 overflow-hidden rounded-lg border">
      <div className="flex flex-wrap items-center gap-2 border-b bg-bg px-2 py-1.5">
        <Segmented label="Client" value={client} options={CLIENT_OPTIONS} onChange={setClient} />
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
