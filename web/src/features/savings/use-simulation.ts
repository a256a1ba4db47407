import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Simulation } from '#shared/api/simulations.ts'
import { api, type NewSimulation } from '../../api/client.ts'

/** Runs a simulation and tells how far it is. */
export function useSimulation() {
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const run = useMutation({
    mutationFn: async (wanted: NewSimulation): Promise<Simulation> => {
      let result: Simulation | undefined
      await api.simulate(wanted, (line) => {
        if (line.kind === 'progress') setProgress(line)
        else result = line.simulation
      })
      if (!result) throw new Error('The simulation broke off. Try it again.')
      return result
    },
    onMutate: () => setProgress(null),
  })
  return { run, progress }
}
