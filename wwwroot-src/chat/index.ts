import AlertsController from './alerts-controller.ts'
import ListController from './list-controller.ts'
import NewController from './new-controller.ts'
import ThreadController from './thread-controller.ts'

export const controllers = {
  'alerts': AlertsController,
  'list': ListController,
  'new': NewController,
  'thread': ThreadController,
}
