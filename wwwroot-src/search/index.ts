import PaletteController from './palette-controller.ts'

export const controllers = { palette: PaletteController }
