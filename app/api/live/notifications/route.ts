import { notificationsView } from "@/lib/notifications/queries";
import type { NotificationsView } from "@/lib/notifications/types";
import { liveAnswer } from "../live-answer";

/** Where and when the person and their team are told, and what was. */
export function GET(): Promise<Response> {
  return liveAnswer<NotificationsView>(notificationsView);
}
