import { readModelsView, writeModelsView } from '../../lib/models-params.ts'
import { useView } from './use-view.ts'

export const useModelsView = () => useView({ path: '/models', read: readModelsView, write: writeModelsView })
