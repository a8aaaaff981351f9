import ComposerOpenerController from './composer-opener-controller.ts'
import FeedController from './feed-controller.ts'
import MentionController from './mention-controller.ts'
import PostController from './post-controller.ts'
import ReactionsController from './reactions-controller.ts'

export const controllers = {
  'composer-opener': ComposerOpenerController,
  'feed': FeedController,
  'mention': MentionController,
  'post': PostController,
  'reactions': ReactionsController,
}
