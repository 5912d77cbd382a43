import type { Bucket } from "@/lib/call-limits/buckets";

/** What may be pressed under a message where a channel has buttons. */
export type MessageAct =
  | { readonly act: "acknowledge"; readonly eventId: string; readonly label: string }
  | { readonly act: "restart" | "start"; readonly deploymentId: string; readonly label: string };

/** A text ready to be sent to one person or place. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same without greeting and farewell, for where people chat; each line plain text. */
  readonly lines: readonly string[];
  /** Where to read on, and what that is called. */
  readonly link: string;
  readonly linkText: string;
  readonly acts: readonly MessageAct[];
  /** A POST to this address ends mails of this kind (RFC 8058); left out where none may be ended. */
  readonly unsubscribeUrl?: string;
}

/** What happened, for those who read it by program. */
export interface ToldEvent {
  readonly type: string;
  readonly at: Date;
  readonly teamId: string;
  readonly deploymentId: string | null;
  readonly data: unknown;
}

export interface Telling {
  /** The delivery's id: the same on every try, so that a receiver can see a repeat. */
  readonly deliveryId: string;
  /** Where this channel reaches the person, e.g. an e-mail address. */
  readonly to: string;
  /** What signs it, the newest first; empty where the channel signs nothing. */
  readonly secrets: readonly string[];
  readonly message: Message;
  readonly event: ToldEvent;
}

/** Why a channel ends for good. */
export type EndReason = "blocked" | "gone" | "failing";

/**
 * How a try ended. `retry`: surely not taken, may be later, after `waitMs` where the other side said
 * so. `dead`: surely never will be; with `ends`, nothing else will be either. `uncertain`: handed
 * over, but no answer came. `movedTo`: the address from now on.
 */
export type Outcome =
  | { readonly kind: "sent"; readonly externalId: string; readonly movedTo?: string }
  | { readonly kind: "retry"; readonly failure: string; readonly waitMs?: number }
  | { readonly kind: "dead"; readonly failure: string; readonly ends?: EndReason }
  | { readonly kind: "uncertain"; readonly failure: string };

/** What is kept of an address that somebody typed: the address, and what of it may be seen. */
export interface TypedAddress {
  readonly to: string;
  readonly shown: string;
}

/** A way to reach a person. `send` never throws and ends within `limitMs`. */
export interface Channel {
  readonly kind: string;
  /** Whose it is: one person's, or everybody's in the team. */
  readonly owner: "person" | "team";
  readonly limitMs: number;
  /** What it signs is signed with a secret of its own. */
  readonly signs?: true;
  /** Its receivers drop what comes twice under one id, so that it may be sent again when in doubt. */
  readonly seesRepeats?: true;
  /** Whether this installation has it; absent: always. */
  isOffered?(): boolean;
  /** Reads an address that a person typed; `null` for what is none. Absent: it is not typed. */
  readAddress?(typed: string): TypedAddress | null;
  /** The counters of messages that one to this address draws from; `mark` stands for the address. */
  paceOf?(to: string, mark: string): readonly Bucket[];
  send(telling: Telling): Promise<Outcome>;
}
