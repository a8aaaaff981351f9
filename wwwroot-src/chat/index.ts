import ListController from './list-controller.ts'
import NewController from './new-controller.ts'
import ThreadController from './thread-controller.ts'

export const controllers = {
  'list': ListController,
  'new': NewController,
  'thread': ThreadController,
}
