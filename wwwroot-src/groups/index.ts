import GroupController from './group-controller.ts'
import LookAlikesController from './look-alikes-controller.ts'

export const controllers = {
  'group': GroupController,
  'look-alikes': LookAlikesController,
}
