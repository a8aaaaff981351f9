import { Controller } from '@hotwired/stimulus'

/** Prints the page. */
export default class PrintController extends Controller {
  print() {
    window.print()
  }
}
