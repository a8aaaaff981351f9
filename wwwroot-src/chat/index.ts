import AlertsController from './alerts-controller.ts'
import ListController from './list-controller.ts'
import MentionController from './mention-controller.ts'
import NewController from './new-controller.ts'
import ThreadController from './thread-controller.ts'

export const controllers = {
  'alerts': AlertsController,
  'list': ListController,
  'mention': MentionController,
  'new': NewController,
  'thread': ThreadController,
}
