import ColourController from './colour-controller.ts'

export const controllers = {
  'colour': ColourController,
}
