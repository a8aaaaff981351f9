import { Application } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { watchAlerts } from './chat/alerts.ts'
import { watchFavicon } from './chat/favicon.ts'
import { watchPresence } from './chat/presence.ts'
import { watchChat } from './chat/watch.ts'
import { watchAccess } from './groups/access.ts'
import { showBusyForms } from './shared/busy.ts'
import { controllers } from './shared/controllers.ts'
import { loadOnDemand } from './shared/lazy.ts'
import { live } from './shared/live.ts'
import { watchBell } from './notifications/bell.ts'

/** What most pages do without: fetched when a page names one of its controllers, such as `chat--thread`. */
const features = {
  files: () => import('./files/index.ts'),
  directory: () => import('./directory/index.ts'),
  chat: () => import('./chat/index.ts'),
  notifications: () => import('./notifications/index.ts'),
  groups: () => import('./groups/index.ts'),
  accounts: () => import('./accounts/index.ts'),
  search: () => import('./search/index.ts'),
  administration: () => import('./administration/index.ts'),
  timeline: () => import('./timeline/index.ts'),
}

const editor = () => import('./timeline/editor.ts')
const parts = { 'timeline--composer': editor, 'timeline--group-chooser': editor, 'timeline--person-chooser': editor }

// Nothing private comes back after signing out, and no page shows what was true ten clicks ago.
Turbo.cache.exemptPageFromCache()

showBusyForms()
watchChat()
watchPresence()
watchAlerts()
watchFavicon()
watchBell()
watchAccess()

const application = Application.start()
for (const [name, controller] of Object.entries(controllers)) application.register(name, controller)
loadOnDemand(application, features, parts)

let first = true
document.addEventListener('turbo:load', () => {
  if ('signedIn' in document.body.dataset) {
    live.start()
    keepOfflinePage()
  } else {
    live.stop()
  }
  showCurrent()
  if (!first) focusTitle()
  first = false
})

/** On phones the pages of administration and settings are a row that scrolls: the current one is in sight. */
function showCurrent() {
  for (const entry of document.querySelectorAll('.nav__administration [aria-current], .settings__nav [aria-current]')) entry.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' })
}

/** Only while signed in: after signing out this browser keeps nothing of ours. */
function keepOfflinePage() {
  navigator.serviceWorker?.register(`/service-worker.js?language=${document.documentElement.lang}`).catch(() => { /* No network just now. */ })
}

/** Who listens hears that the page changed; who uses the keyboard starts at its top. */
function focusTitle() {
  if (document.activeElement !== document.body) return
  const title = document.querySelector<HTMLElement>('main h1')
  if (!title) return
  title.tabIndex = -1
  title.focus({ preventScroll: true })
}
