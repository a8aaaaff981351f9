import UploadsController from './uploads-controller.ts'
import ViewerController from './viewer-controller.ts'

export const controllers = {
  'uploads': UploadsController,
  'viewer': ViewerController,
}
