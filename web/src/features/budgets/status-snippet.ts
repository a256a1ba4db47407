import type { Budget } from '#shared/api/budgets.ts'

export const STATUS_LANGUAGES = ['curl', 'typescript', 'python'] as const
export type StatusLanguage = (typeof STATUS_LANGUAGES)[number]

/** Code that asks for the status of a budget and looks at its state. */
export function statusSnippet(
  language: StatusLanguage,
  origin: string,
  { id, groupBy }: Pick<Budget, 'id' | 'groupBy'>,
): string {
  const address = `${origin}/v1/budgets/${id}/status${groupBy ? '?group=VALUE' : ''}`
  switch (language) {
    case 'curl':
      return `curl -s '${address}' \\\n  -H "Authorization: Bearer $SPENDSCOPE_KEY"`
    case 'typescript':
      return [
        `const answer = await fetch('${address}', {`,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code for somebody else's file.
        '  headers: { authorization: `Bearer ${process.env.SPENDSCOPE_KEY}` },',
        '})',
        'const { state } = await answer.json()',
        "if (state === 'over') throw new Error('The budget is spent')",
      ].join('\n')
    case 'python':
      return [
        'import os, requests',
        '',
        'status = requests.get(',
        `    "${address}",`,
        '    headers={"Authorization": f"Bearer {os.environ[\'SPENDSCOPE_KEY\']}"},',
        '    timeout=2,',
        ').json()',
        'if status["state"] == "over":',
        '    raise RuntimeError("The budget is spent")',
      ].join('\n')
    default:
      return language satisfies never
  }
}
