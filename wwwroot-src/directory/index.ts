import type { ControllerConstructor } from '@hotwired/stimulus'
import Count from './count-controller.ts'
import Crop from './crop-controller.ts'

export const controllers: Record<string, ControllerConstructor> = {
  'count': Count,
  'crop': Crop,
}
