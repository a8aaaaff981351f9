import { Controller } from '@hotwired/stimulus'

/** A page of a group: its current tab is in sight. */
export default class GroupController extends Controller<HTMLElement> {
  override connect() {
    this.element.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}
