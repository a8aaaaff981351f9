import type { ControllerConstructor } from '@hotwired/stimulus'
import Appearance from './appearance-controller.ts'
import Autosize from './autosize-controller.ts'
import CheckAll from './check-all-controller.ts'
import Clamp from './clamp-controller.ts'
import Copy from './copy-controller.ts'
import DebounceForm from './debounce-form-controller.ts'
import Dialog from './dialog-controller.ts'
import DialogOpener from './dialog-opener-controller.ts'
import ErrorSummary from './error-summary-controller.ts'
import FileDrop from './file-drop-controller.ts'
import FilePicker from './file-picker-controller.ts'
import FoundCount from './found-count-controller.ts'
import Live from './live-controller.ts'
import LocalTime from './local-time-controller.ts'
import Menu from './menu-controller.ts'
import Otp from './otp-controller.ts'
import PaletteOpener from './palette-opener-controller.ts'
import Password from './password-controller.ts'
import Rule from './rule-controller.ts'
import Session from './session-controller.ts'
import Tabs from './tabs-controller.ts'
import Toast from './toast-controller.ts'
import UnreadTitle from './unread-title-controller.ts'

/** Small enough to be on every page. */
export const controllers: Record<string, ControllerConstructor> = {
  'appearance': Appearance,
  'autosize': Autosize,
  'check-all': CheckAll,
  'clamp': Clamp,
  'copy': Copy,
  'debounce-form': DebounceForm,
  'dialog': Dialog,
  'dialog-opener': DialogOpener,
  'error-summary': ErrorSummary,
  'file-drop': FileDrop,
  'file-picker': FilePicker,
  'found-count': FoundCount,
  'live': Live,
  'local-time': LocalTime,
  'menu': Menu,
  'otp': Otp,
  'palette-opener': PaletteOpener,
  'password': Password,
  'rule': Rule,
  'session': Session,
  'tabs': Tabs,
  'toast': Toast,
  'unread-title': UnreadTitle,
}
