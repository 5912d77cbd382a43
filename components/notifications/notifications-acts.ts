import type { ActionResult } from "@/lib/actions/types";
import type { EscalationPolicy } from "@/lib/notifications/escalation/types";
import type { EventGroup, Mode } from "@/lib/notifications/rules/types";
import type { PreferenceView } from "@/lib/notifications/types";

type Act<Input, Output = unknown> = (input: Input) => Promise<ActionResult<Output>>;
interface OneChannel {
  readonly channelId: string;
}

/** What can be done on the page of notifications. */
export interface NotificationsActs {
  readonly add: Act<{ kind: string; name: string; address: string }, { secret: string | null }>;
  readonly rotate: Act<OneChannel, { secret: string }>;
  readonly remove: Act<OneChannel>;
  readonly turn: Act<OneChannel & { readonly on: boolean }>;
  readonly test: Act<OneChannel>;
  readonly askTelegram: Act<Record<string, never>, { url: string; expiresAt: string }>;
  readonly confirmTelegram: Act<OneChannel>;
  readonly setRule: Act<{ group: EventGroup; channel: string; mode: Mode }>;
  readonly setPreference: Act<Omit<PreferenceView, "isDefault">>;
  readonly setEscalation: Act<{ policy: EscalationPolicy | null }>;
  readonly acknowledge: Act<{ eventId: string }>;
  readonly resumeMail: Act<Record<string, never>>;
  readonly retry: Act<{ deliveryId: string }>;
}
