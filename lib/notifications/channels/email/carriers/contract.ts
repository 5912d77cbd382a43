import type { Outcome } from "@/lib/notifications/channels/contract";

/** One mail to one address, ready to leave. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same on every try. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What takes mails from here to their readers. `carry` never throws for what a server may answer. */
export interface Carrier {
  carry(letter: Letter): Promise<Outcome>;
}
