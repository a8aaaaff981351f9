import PasswordRulesController from './password-rules-controller.ts'
import PrintController from './print-controller.ts'
import RecoveryCodesController from './recovery-codes-controller.ts'

export const controllers = {
  'password-rules': PasswordRulesController,
  'print': PrintController,
  'recovery-codes': RecoveryCodesController,
}
