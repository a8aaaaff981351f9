import { Controller } from '@hotwired/stimulus'
import * as Turbo from '@hotwired/turbo'
import { live } from '../shared/live.ts'

/** A page of a group: its current tab is in sight. Who may read it changed: look again, and whoever may not stay finds that it is not there. */
export default class GroupController extends Controller<HTMLElement> {
  static override values = { id: String }
  declare readonly idValue: string
  private stop: (() => void) | undefined

  override connect() {
    this.element.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    this.stop = live.hint<{ groupId: string }>('group-access', ({ groupId }) => {
      if (groupId === this.idValue) Turbo.visit(location.href, { action: 'replace' })
    })
  }

  override disconnect() {
    this.stop?.()
  }
}
