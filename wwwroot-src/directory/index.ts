import type { ControllerConstructor } from '@hotwired/stimulus'
import Crop from './crop-controller.ts'

export const controllers: Record<string, ControllerConstructor> = {
  'crop': Crop,
}
