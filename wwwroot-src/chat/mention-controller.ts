import GroupMentionController from '../timeline/mention-controller.ts'

/** Names behind an @ in a conversation: of who takes part. The server finds them again in the text, so nothing travels along. */
export default class MentionController extends GroupMentionController {
  static override values = { address: String }
  declare readonly addressValue: string

  protected override get address() {
    return this.addressValue
  }

  protected override picked() {
    this.textTarget.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
