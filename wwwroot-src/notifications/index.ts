import NoticesController from './notices-controller.ts'

export const controllers = {
  notices: NoticesController,
}
