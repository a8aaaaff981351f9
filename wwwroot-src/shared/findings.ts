/** A spot that the content rules object to: where it is, never what it says. */
export interface Finding {
  rule: string
  verdict: 'Block' | 'Warn'
  start: number
  length: number
  /** Where the text would have appeared, as chat hears it. */
  surface?: string
}

/** The rules that say no: each is objected to by itself. */
export function blocking(findings: Finding[]): string[] {
  return [...new Set(findings.filter(finding => finding.verdict.toLowerCase() === 'block').map(finding => finding.rule))]
}

export interface Spot {
  start: number
  end: number
}

/**
 * Where a finding is in the text of a field. The server counted in what it got: with the line ends that forms send (CR LF)
 * and without the white space around it.
 */
export function locate(text: string, { start, length }: Finding, lineEnds: 'form' | 'as-is' = 'form'): Spot {
  const skipped = text.length - text.trimStart().length
  if (lineEnds === 'as-is') return { start: skipped + start, end: skipped + start + length }

  let sent = 0
  let at = skipped
  const advanceTo = (position: number) => {
    while (sent < position && at < text.length) sent += text[at++] === '\n' ? 2 : 1
    return at
  }
  return { start: advanceTo(start), end: advanceTo(start + length) }
}

/** The words around a spot, as pieces: plain text, and the spots themselves. */
export function around(text: string, spot: Spot, all: Spot[], reach = 45): { text: string, spot?: Spot }[] {
  const from = wordStart(text, Math.max(0, spot.start - reach), spot.start)
  const to = wordEnd(text, Math.min(text.length, spot.end + reach), spot.end)
  const pieces: { text: string, spot?: Spot }[] = []
  let at = from
  if (from > 0) pieces.push({ text: '… ' })
  for (const known of all.filter(s => s.end > from && s.start < to).sort((a, b) => a.start - b.start)) {
    const { start, end } = known
    if (start > at) pieces.push({ text: text.slice(at, start) })
    pieces.push({ text: text.slice(Math.max(at, start), end), spot: known })
    at = Math.max(at, end)
  }
  if (at < to) pieces.push({ text: text.slice(at, to) })
  if (to < text.length) pieces.push({ text: ' …' })
  return pieces
}

/** As much as a moderator gets to read, in UTF-16 units. */
const mostWords = 1_000

/**
 * What a moderator may see of a text: every digit replaced, and whatever stands on a spot, which may be a password or a list.
 * All of a short text; of a long one the words around the spots that it is about.
 */
export function masked(text: string, about: Spot[], all: Spot[]): string {
  const covered = cover(text, all)
  if (covered.length <= mostWords) return mask(covered)

  let words = ''
  let end = 0
  for (const { start, end: spotEnd } of about) {
    const from = wordStart(covered, Math.max(end, start - 100), start)
    const to = wordEnd(covered, Math.min(covered.length, spotEnd + 100), spotEnd)
    if (to <= end) continue
    words += `${words.length > 0 || from > 0 ? ' … ' : ''}${covered.slice(from, to)}`
    end = to
  }
  return mask(words.length < mostWords ? `${words} …` : `${words.slice(0, mostWords - 2)} …`)
}

/** The server covers what it finds in the same way, so that it knows the text again. */
function cover(text: string, spots: Spot[]) {
  let covered = ''
  for (const { start, end } of [...spots].sort((a, b) => a.start - b.start)) {
    if (end <= covered.length) continue
    covered += text.slice(covered.length, Math.max(covered.length, start))
    covered += text.slice(covered.length, end).replace(/\S/g, '#')
  }
  return covered + text.slice(covered.length)
}

function mask(text: string) {
  return text.replace(/\p{Nd}/gu, '#')
}

function wordStart(text: string, from: number, limit: number) {
  if (from === 0) return 0
  const space = text.slice(from, limit).search(/\s/)
  return space < 0 ? from : from + space + 1
}

function wordEnd(text: string, to: number, limit: number) {
  if (to === text.length) return to
  const space = text.slice(limit, to).search(/\s\S*$/)
  return space < 0 ? to : limit + space
}
