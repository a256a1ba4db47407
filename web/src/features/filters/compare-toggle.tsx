import { Layers } from 'lucide-react'
import { Button } from '../../components/button.tsx'

interface CompareToggleProps {
  compared: boolean
  onToggle: () => void
}

export function CompareToggle({ compared, onToggle }: CompareToggleProps) {
  return (
    <Button aria-pressed={compared} onClick={onToggle} className="max-md:hidden" title="Compare (X)">
      <Layers aria-hidden="true" className="text-fg-3" />
      {compared ? 'vs previous period' : 'Compare'}
    </Button>
  )
}
