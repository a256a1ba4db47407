import { useQuery } from '@tanstack/react-query'
import { meOptions, useMay } from '../../api/queries.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { RoleNote } from '../../components/role-note.tsx'
import { AboutCards } from '../../features/about/about-cards.tsx'

export function AboutPage() {
  const me = useQuery(meOptions).data
  const canReadHealth = useMay('readHealth')
  return (
    <>
      <Card aria-labelledby="about">
        <CardHead
          id="about"
          title={`Spendscope ${me?.version ?? ''}`}
          sub="What your AI API calls cost, as they happen. Apache License 2.0."
        />
        <p className="px-4 pb-4">
          <a
            href="/licences.txt"
            target="_blank"
            rel="noreferrer"
            className="font-medium text-accent underline"
          >
            Licences of what this app is made of
          </a>
        </p>
      </Card>
      {canReadHealth ? <AboutCards /> : <RoleNote>Only an admin sees health and storage.</RoleNote>}
    </>
  )
}
