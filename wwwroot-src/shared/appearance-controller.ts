import { Controller } from '@hotwired/stimulus'
import { send } from './server.ts'
import { toast } from './toast.ts'

/** Shows each choice at once and keeps it. */
export default class AppearanceController extends Controller<HTMLFormElement> {
  static override targets = ['status']
  static override values = { saved: String }
  declare readonly statusTarget: HTMLElement
  declare readonly hasStatusTarget: boolean
  /** For a form without a line of its own to say it in, such as a menu. */
  declare readonly savedValue: string

  /** Of a form without radio buttons, the button that was pressed is the choice. */
  async apply(event: Event) {
    const form = new FormData(this.element, event instanceof SubmitEvent ? event.submitter : null)
    const { dataset } = document.documentElement
    set('theme', form.get('Theme'))
    set('textSize', form.get('TextSize') === '0' ? null : form.get('TextSize'))
    set('font', form.has('LegibleFont') ? 'legible' : null)
    set('motion', form.has('LessMotion') ? 'less' : null)

    const answer = await send(this.element.action, form)
    if (this.hasStatusTarget) this.statusTarget.textContent = answer.ok ? this.statusTarget.dataset['saved']! : ''
    else if (answer.ok) toast(this.savedValue)

    function set(name: string, value: FormDataEntryValue | null) {
      if (typeof value === 'string' && value) dataset[name] = value
      else delete dataset[name]
    }
  }
}
