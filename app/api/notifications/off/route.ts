import { endNoticesByMail } from "@/lib/notifications/rules/end-notices-by-mail";
import { oneClickOff } from "../../one-click-off";

/** Ends the kind of mails that one was unsubscribed from. */
export function POST(request: Request): Promise<Response> {
  return oneClickOff(request, endNoticesByMail);
}
