import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

/** Adding and deleting notes; charts that show them ask again. */
export function useChangeNotes() {
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['annotations'] })
  return {
    add: useMutation({ mutationFn: api.createAnnotation, onSettled }),
    remove: useMutation({
      mutationFn: api.deleteAnnotation,
      onError: (error) => notify('error', error.message),
      onSettled,
    }),
  }
}
