export type MomentFormat = 'relative' | 'short' | 'time' | 'day' | 'exact' | 'full'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A moment as people say it, in the language of the page and the reader's own time zone. */
export function say(moment: Date, format: MomentFormat, now = new Date(), language = document.documentElement.lang || 'nl'): string {
  const words = wordsOf(language)
  const time = words.time(moment)
  switch (format) {
    case 'time': return time
    case 'day': return words.day.format(moment)
    case 'exact': return `${words.exact.format(moment)}, ${time}`
    case 'full': return `${words.full.format(moment)}, ${time}${words.hour}`
    case 'short':
      if (daysBetween(moment, now) === 0) return time
      if (daysBetween(moment, now) === 1) return words.yesterday
      return now.getTime() - moment.getTime() < 6 * day ? words.weekday.format(moment) : words.date.format(moment)
    case 'relative': {
      const age = now.getTime() - moment.getTime()
      if (age < minute) return age > -day ? words.justNow : dated()
      if (age < hour) return words.relative.format(-Math.floor(age / minute), 'minute')
      if (age < day) return words.relative.format(-Math.floor(age / hour), 'hour')
      return daysBetween(moment, now) === 1 ? `${words.yesterday} ${time}` : dated()
    }
  }

  function dated() {
    const date = words.weekdayDate.format(moment).replace(',', '')
    return moment.getFullYear() === now.getFullYear() ? date : `${date} ${moment.getFullYear()}`
  }
}

/** Calendar days, as the reader counts them. */
export function daysBetween(earlier: Date, later: Date): number {
  const start = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((start(later) - start(earlier)) / day)
}

const known = new Map<string, ReturnType<typeof makeWords>>()

function wordsOf(language: string) {
  let words = known.get(language)
  if (!words) known.set(language, words = makeWords(language))
  return words
}

function makeWords(language: string) {
  const isDutch = language.startsWith('nl')
  const locale = isDutch ? 'nl-NL' : 'en-GB'
  const separator = isDutch ? '.' : ':'
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    relative,
    yesterday: relative.format(-1, 'day'),
    justNow: isDutch ? 'zojuist' : 'just now',
    hour: isDutch ? ' uur' : '',
    time: (moment: Date) => [moment.getHours(), moment.getMinutes()].map(part => String(part).padStart(2, '0')).join(separator),
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'short' }),
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
    weekdayDate: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }),
    day: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    exact: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    full: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  }
}
