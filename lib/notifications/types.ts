import type { EscalationPolicy } from "@/lib/notifications/escalation/types";
import type { MailEnding } from "@/lib/notifications/mail-feedback/types";
import type { EventGroup, Mode } from "@/lib/notifications/rules/types";

/** A place where somebody, or the team, is told. */
export interface ChannelView {
  readonly id: string;
  readonly kind: string;
  readonly owner: "person" | "team";
  readonly name: string;
  readonly shown: string;
  readonly state: "pending" | "active" | "disabled";
  readonly stateReason: string | null;
  readonly mutedUntil: string | null;
  readonly createdAt: string;
  /** It signs what it sends; when the older of two live secrets ends, null where there is one. */
  readonly signs: boolean;
  readonly oldSecretEndsAt: string | null;
}

/** A kind of channel that can be added. */
export interface ChannelKindView {
  readonly kind: string;
  readonly owner: "person" | "team";
  readonly isTyped: boolean;
}

export interface RowView {
  readonly group: EventGroup;
  /** By the id of the place. */
  readonly modes: Readonly<Record<string, Mode>>;
  /** Places where it cannot be ended. */
  readonly certain: readonly string[];
}

export interface PreferenceView {
  readonly timeZone: string;
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
  readonly quietCritical: "pass" | "hold";
  readonly digestAt: number;
  /** Nobody chose yet; the page proposes the browser's zone. */
  readonly isDefault: boolean;
}

export interface DeliveryView {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly subject: string;
  /** `email`, or the name of the channel. */
  readonly channel: string;
  readonly kind: string;
  readonly toMe: boolean;
  readonly state: string;
  readonly failure: string | null;
  readonly runAfter: string | null;
  readonly attempt: number;
  readonly mayRetry: boolean;
}

export interface WaitingNotice {
  readonly eventId: string;
  readonly subject: string;
  readonly at: string;
  readonly nextAt: string | null;
}

/** Everything on the page of notifications. */
export interface NotificationsView {
  readonly email: string;
  /** Since when nothing is told at that address, and why; null: it is. */
  readonly mailEnded: { readonly at: string; readonly why: MailEnding } | null;
  readonly hasFeature: boolean;
  readonly mayManage: boolean;
  readonly kinds: readonly ChannelKindView[];
  readonly channels: readonly ChannelView[];
  readonly rows: readonly RowView[];
  readonly preference: PreferenceView;
  readonly escalation: EscalationPolicy | null;
  /** Whom a step may name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly waiting: readonly WaitingNotice[];
  readonly deliveries: readonly DeliveryView[];
}
