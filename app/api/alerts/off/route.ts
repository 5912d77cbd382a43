import { switchAlertByMail } from "@/lib/alerts/switch-alert-by-mail";
import { oneClickOff } from "../../one-click-off";

/** Turns the price alert off whose mail was unsubscribed from. */
export function POST(request: Request): Promise<Response> {
  return oneClickOff(request, switchAlertByMail);
}
