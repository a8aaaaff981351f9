import ComposerController from './composer-controller.ts'
import GroupChooserController from './group-chooser-controller.ts'
import PersonChooserController from './person-chooser-controller.ts'

/** For who writes a post; who reads does without. */
export const controllers = {
  'composer': ComposerController,
  'group-chooser': GroupChooserController,
  'person-chooser': PersonChooserController,
}
