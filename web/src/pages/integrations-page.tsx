import { useQuery } from '@tanstack/react-query'
import { projectsOptions, useMay } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { DemoOffer } from '../features/demo/demo-offer.tsx'
import { ConnectApp } from '../features/onboarding/connect-app.tsx'

/** What every app has to know, whatever it is written in. */
const RULES = [
  [
    'Post the usage object as the provider returned it.',
    'Its dialect is recognised; nothing has to be converted.',
  ],
  [
    'Send the same id and timestamp again when an answer got lost.',
    'A repeat is recognised, and never counted twice.',
  ],
  [
    'Streams: send the last usage object.',
    'With OpenAI Chat Completions, ask for it: stream_options {"include_usage": true}.',
  ],
  ['Tell feature, team, environment and userId.', 'They are what spend is broken down by.'],
  [
    'Up to 1,000 events a post.',
    'A wrong one is named by index, code and pointer, and does not sink the others.',
  ],
]

export function IntegrationsPage() {
  const canCreateKeys = useMay('manageKeys')
  const canLoadDemo = useMay('manageProjects')
  const projects = useQuery(projectsOptions).data ?? []
  const hasDemo = projects.some(({ demo }) => demo)
  return (
    <>
      <PageBar title="Integrations" />
      <PageContent>
        <div className="mx-auto flex w-full max-w-[760px] flex-col gap-4">
          <div>
            <h2 className="font-semibold text-xl">Connect an app</h2>
            <p className="mt-1 text-fg-2">
              One POST after each model call, from whatever calls the model. Nothing stands between your app
              and its provider. Every route is described in the{' '}
              <a href="/docs" className="text-fg underline underline-offset-2">
                API reference
              </a>
              .
            </p>
          </div>
          <ConnectApp projects={projects.filter(({ demo }) => !demo)} canCreateKeys={canCreateKeys} />
          <section aria-labelledby="rules" className="rounded-xl border bg-surface p-5 shadow-card">
            <h2 id="rules" className="font-[550] text-sm">
              Good to know
            </h2>
            <dl className="mt-2 flex flex-col gap-3">
              {RULES.map(([rule, why]) => (
                <div key={rule}>
                  <dt className="font-medium">{rule}</dt>
                  <dd className="text-fg-2 text-xs">{why}</dd>
                </div>
              ))}
            </dl>
          </section>
          {!hasDemo && (
            <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-2 text-fg-3 text-xs">
              <DemoOffer canLoad={canLoadDemo} />
            </div>
          )}
        </div>
      </PageContent>
    </>
  )
}
