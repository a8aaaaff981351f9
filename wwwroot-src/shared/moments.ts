export type MomentFormat = 'relative' | 'short' | 'time' | 'day' | 'exact' | 'full'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Of the town, as on the server (LocalTimeTag): one clock for everybody, wherever they are, or an hour would stand beside another. */
const timeZone = 'Europe/Amsterdam'

/** A moment as people say it, in the language of the page. */
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
    const [year, thisYear] = [moment, now].map(date => isoDay.format(date).slice(0, 4))
    return year === thisYear ? date : `${date} ${year}`
  }
}

/** Written as 2026-11-27. */
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** Calendar days by the clock of the town. */
export function daysBetween(earlier: Date, later: Date): number {
  return Math.round((Date.parse(isoDay.format(later)) - Date.parse(isoDay.format(earlier))) / day)
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
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  const format = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...parts })
  return {
    relative,
    yesterday: relative.format(-1, 'day'),
    justNow: isDutch ? 'zojuist' : 'just now',
    hour: isDutch ? ' uur' : '',
    time: (moment: Date) => clock.format(moment).replace(':', separator),
    weekday: format({ weekday: 'short' }),
    date: format({ day: 'numeric', month: 'short' }),
    weekdayDate: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    exact: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  }
}
