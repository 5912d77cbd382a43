/** A text ready to be sent to one person. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A POST to this address ends mails of this kind (RFC 8058); left out where none may be ended. */
  readonly unsubscribeUrl?: string;
}

export interface Telling {
  /** The delivery's id: the same on every try, so that a receiver can see a repeat. */
  readonly deliveryId: string;
  /** Where this channel reaches the person, e.g. an e-mail address. */
  readonly to: string;
  readonly message: Message;
}

/**
 * How a try ended. `retry`: surely not taken, may be later. `dead`: surely never will be.
 * `uncertain`: handed over, but no answer came.
 */
export type Outcome =
  | { readonly kind: "sent"; readonly externalId: string }
  | { readonly kind: "retry"; readonly failure: string }
  | { readonly kind: "dead"; readonly failure: string }
  | { readonly kind: "uncertain"; readonly failure: string };

/** A way to reach a person. `send` never throws and ends within `limitMs`. */
export interface Channel {
  readonly id: string;
  readonly limitMs: number;
  send(telling: Telling): Promise<Outcome>;
}
