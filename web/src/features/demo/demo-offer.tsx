import { LoadDemoButton } from './load-demo-button.tsx'

/** For those who have nothing to send yet. */
export function DemoOffer({ canLoad }: { canLoad: boolean }) {
  const command = <code className="font-mono text-fg-2">npx spendscope demo</code>
  return (
    <>
      <span>
        Nothing to send yet? {canLoad ? 'Invented' : <>An admin, or {command}, loads invented</>} events of 90
        days go into a project of their own; one click removes them.
      </span>
      {canLoad && <LoadDemoButton />}
    </>
  )
}
