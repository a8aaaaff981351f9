import { Controller } from '@hotwired/stimulus'

/** Ticks off while typing what can be seen here: length and one's own name. The server judges, also by the list of common ones. */
export default class PasswordRulesController extends Controller<HTMLElement> {
  static override targets = ['field', 'length', 'name']
  static override values = { names: String }
  declare readonly fieldTarget: HTMLInputElement
  declare readonly lengthTarget: HTMLElement
  declare readonly nameTarget: HTMLElement
  declare readonly namesValue: string

  check() {
    const typed = this.fieldTarget.value
    const long = [...typed].length >= 15
    const squeezed = squeeze(typed)
    const names = this.namesValue.split(/[\s\-.'’]+/).map(squeeze).filter(name => name.length >= 4)
    this.lengthTarget.classList.toggle('requirements__met', long)
    // Whose it is, the page does not know of somebody who forgot their password.
    this.nameTarget.classList.toggle('requirements__met', long && names.length > 0 && !names.some(name => squeezed.includes(name)))
    if (long) this.forgive()
  }

  /** What was refused no longer stands there. */
  private forgive() {
    this.fieldTarget.removeAttribute('aria-invalid')
    const error = document.getElementById(`${this.fieldTarget.id}-error`)
    if (error) error.hidden = true
  }
}

function squeeze(text: string) {
  return text.normalize('NFD').toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
}
