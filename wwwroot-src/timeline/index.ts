import ComposerController from './composer-controller.ts'
import ComposerOpenerController from './composer-opener-controller.ts'
import FeedController from './feed-controller.ts'
import GroupChooserController from './group-chooser-controller.ts'
import MentionController from './mention-controller.ts'
import PersonChooserController from './person-chooser-controller.ts'
import PostController from './post-controller.ts'
import ReactionsController from './reactions-controller.ts'

export const controllers = {
  'composer': ComposerController,
  'composer-opener': ComposerOpenerController,
  'feed': FeedController,
  'group-chooser': GroupChooserController,
  'mention': MentionController,
  'person-chooser': PersonChooserController,
  'post': PostController,
  'reactions': ReactionsController,
}
