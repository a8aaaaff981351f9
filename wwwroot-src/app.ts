import { Application } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'

Turbo.cache.exemptPageFromCache()
Application.start()
