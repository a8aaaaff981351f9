import { Controller } from '@hotwired/stimulus'
import { areAlertsOn, turnAlerts } from './alerts.ts'

/** Notifications of this browser, on this device: on or off, or not allowed by the browser. */
export default class AlertsController extends Controller<HTMLElement> {
  static override targets = ['state', 'button']
  static override values = { texts: Object }
  declare readonly stateTarget: HTMLElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly textsValue: Record<string, string>

  override connect() {
    if (!('Notification' in window)) this.element.hidden = true
    else this.show()
  }

  async toggle() {
    if (areAlertsOn()) turnAlerts(null)
    else if (await Notification.requestPermission() === 'granted') turnAlerts(this.textsValue['alert']!)
    this.show()
  }

  private show() {
    const isOn = areAlertsOn()
    const isDenied = Notification.permission === 'denied'
    this.stateTarget.textContent = this.textsValue[isDenied ? 'denied' : isOn ? 'on' : 'off']!
    this.buttonTarget.textContent = this.buttonTarget.dataset[isOn ? 'off' : 'on']!
    this.buttonTarget.hidden = isDenied
  }
}
