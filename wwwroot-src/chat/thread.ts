import type { Row } from './wire.ts'

/** What the parts of an open conversation have in common. */
export interface Thread {
  readonly id: string
  readonly me: string
  readonly texts: Readonly<Record<string, string>>
}

export function fill(text: string, ...values: string[]) {
  return values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), text)
}

/** What was said, for who listens: words, or that there is a picture or a file. */
export function spoken(row: Row, texts: Readonly<Record<string, string>>) {
  return row.body || row.files.map(file => file.width > 0 ? texts['picture']! : fill(texts['fileSaid']!, file.name)).join(', ')
}
