import { useState } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { LANGUAGE_NAMES, LANGUAGES, type Language, snippet } from './snippets.ts'

const OPTIONS = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))

export function SnippetTabs({ apiKey }: { apiKey: string }) {
  const [language, setLanguage] = useState<Language>('curl')
  const code = snippet(language, window.location.origin, apiKey)
  return (
    <div className="mt-3 overflow-hidden rounded-lg border">
      <div className="flex items-center justify-between gap-2 border-b bg-bg px-2 py-1.5">
        <Segmented label="Language" value={language} options={OPTIONS} onChange={setLanguage} />
        <CopyButton text={code} label="Copy" variant="ghost" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area that the keyboard cannot reach hides text */}
      <pre tabIndex={0} className="overflow-x-auto p-3.5 font-mono text-xs leading-5 outline-offset-[-2px]">
        {code}
      </pre>
    </div>
  )
}
