import type { Finding } from '../shared/findings.ts'
import { peek } from '../shared/server.ts'

/** What Intranet.Web/Chat/README.md says, as types. */
export interface Row {
  seq: number
  rev: number
  kind: 'said' | 'started' | 'joined' | 'left' | 'renamed' | 'appointed'
  authorId: string
  authorName: string
  clientId: string
  body: string
  isDeleted: boolean
  mentions: { employeeId: string, name: string }[]
  files: { id: string, name: string, contentType: string, bytes: number, width: number, height: number }[]
}

export interface MessageEvent {
  conversationId: string
  seq: number
  prev: number
  epoch: number
  row: Row | null
  html: string | null
}

export interface RowsAnswer {
  conversationId: string
  epoch: number
  head: number
  more: boolean
  hasNewer: boolean
  reset: boolean
  rows: Row[]
  html: string[]
}

export interface Sums {
  conversations: number
  headSum: number
  readSum: number
}

export interface SendAnswer {
  outcome: 'sent' | 'blocked' | 'warned' | 'tooFast'
  id: string | null
  seq: number
  retryAfterMs: number | null
  findings: { rule: string, verdict: 'block' | 'warn', start: number, length: number, surface: string }[]
}

export function findingsOf(answer: SendAnswer): Finding[] {
  return answer.findings.map(finding => ({ ...finding, verdict: finding.verdict === 'block' ? 'Block' : 'Warn' }))
}

/** The name of the rule that a call was refused with; undefined for a fault or a lost line, which may be tried again. */
export function refusalOf(error: unknown): string | undefined {
  const message = String(error instanceof Error ? error.message : error)
  // The server cannot read such a call, and will not the next time: a page older than the server, say.
  if (message.startsWith('Failed to invoke')) return 'unreadable'
  const rule = /HubException: ([a-z-]+)$/.exec(message)?.[1]
  return rule === 'unavailable' || rule === 'too-many-calls' || rule === 'closing' ? undefined : rule
}

export async function fetchRows(address: string): Promise<RowsAnswer | 'gone'> {
  const answer = await peek(address, 'application/json')
  if (answer.status === 404) return 'gone'
  if (!answer.ok) throw new Error(String(answer.status))
  return await answer.json() as RowsAnswer
}
