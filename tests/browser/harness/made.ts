import type { Created, NewBoard } from '../../../web/src/wire/types.ts'
import { arrive, type Guest } from './crowd.ts'
import type { Town } from './town.ts'

/** A board that was made beside the first one, and where its pages are on any visitor's way. */
export type Made = {
  readonly code: string
  readonly paths: { phone: string; kiosk: string; display: string; desk: string }
  /** Its facilitator, without a page. */
  leader(): Promise<Guest>
}

/** Makes another board as a facilitator of the town's. */
export async function makeBoard(town: Town, wishes: NewBoard): Promise<Made> {
  const token = new URL(town.links().facilitator).hash.slice(1)
  const answer = await fetch(`${town.origin()}/api/boards`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: town.origin(),
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(wishes),
  })
  if (!answer.ok) throw new Error(`making a board: ${answer.status} ${await answer.text()}`)
  const { links, facilitator_url } = (await answer.json()) as Created
  const [joins, shows, leads] = [links.join_url, links.display_url, facilitator_url].map(
    (url) => new URL(url).hash,
  ) as [string, string, string]
  return {
    code: links.join_code,
    paths: {
      phone: `/${joins}`,
      kiosk: `/?kiosk${joins}`,
      display: `/display${shows}`,
      desk: `/facilitator${leads}`,
    },
    leader: () => arrive(town.origin(), leads.slice(1)),
  }
}
