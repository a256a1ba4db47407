import { Dialog } from '../../components/dialog.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { NAMED_RANGES, RANGE_KEYS, rangeLabel } from '../../lib/range.ts'
import { DESTINATIONS } from './destinations.ts'
import { paletteKeys } from './sidebar.tsx'

const groups = (): { name: string; shortcuts: [name: string, keys: string][] }[] => [
  {
    name: 'Everywhere',
    shortcuts: [
      ['Command palette', paletteKeys()],
      ...DESTINATIONS.flatMap(({ name, key }): [string, string][] =>
        key === null ? [] : [[`Go to ${name}`, `G ${key}`]],
      ),
      ['This sheet', '?'],
      ['Close', 'Esc'],
    ],
  },
  {
    name: 'Pages with a time range',
    shortcuts: [
      ...NAMED_RANGES.map((range): [string, string] => [rangeLabel(range), RANGE_KEYS[range]]),
      ['Step the period', 'Left Right'],
      ['Compare with previous', 'X'],
      ['Filter', 'F /'],
    ],
  },
  {
    name: 'Requests and alerts',
    shortcuts: [
      ['Next, previous', 'J K'],
      ['Open', 'Enter'],
      ['Copy the id of a request', 'C'],
    ],
  },
]

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts">
      <div className="mt-4 gap-6 sm:columns-2">
        {groups().map(({ name, shortcuts }) => (
          <section key={name} aria-label={name} className="mb-5 break-inside-avoid">
            <p className="pb-1 font-medium text-2xs text-fg-3">{name}</p>
            <dl>
              {shortcuts.map(([action, keys]) => (
                <div key={action} className="flex h-7.5 items-center justify-between gap-3">
                  <dt className="text-fg-2">{action}</dt>
                  <dd>
                    <span className="sr-only">{keys}</span>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
