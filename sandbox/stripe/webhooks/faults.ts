import { z } from "zod";
import type { Store } from "../../store";
import type { StripeEvent } from "../records/event";

/** What can go wrong with deliveries; see the README for what each does. */
export const webhookFaultSchema = z.strictObject({
  kind: z.enum(["drop", "duplicate", "delay", "reorder"]),
  /** Only events about this customer. */
  customer: z.string().optional(),
  /** Only events of this type, or of all types that begin so when it ends in `*`. */
  type: z.string().optional(),
  /** How many deliveries it hits; null for all until it is taken away. */
  times: z.number().int().min(1).nullable().default(null),
  ms: z.number().min(0).default(60_000),
});

const storedSchema = webhookFaultSchema.extend({ id: z.string(), account: z.string().nullable() });
export type WebhookFault = z.infer<typeof storedSchema>;

export interface WebhookFaults {
  add(fault: z.infer<typeof webhookFaultSchema>, account: string | null): WebhookFault;
  /** The faults that hit the delivery of an event, each counted as used. */
  take(event: StripeEvent, customer: unknown): WebhookFault[];
  list(): WebhookFault[];
  clear(account?: string): void;
}

export function openWebhookFaults(store: Store): WebhookFaults {
  const rows = store.collection("stripe-webhook-faults", (value) => storedSchema.parse(value));
  let serial = rows.values().length;
  const hits = (fault: WebhookFault, event: StripeEvent, customer: unknown) =>
    (fault.account === null || fault.account === event.account) &&
    (fault.customer === undefined || fault.customer === customer) &&
    (fault.type === undefined || isOfType(fault.type, event.type));
  return {
    add(fault, account) {
      serial += 1;
      const stored = { ...fault, account, id: `webhook-fault-${Date.now()}-${serial}` };
      rows.put(stored.id, stored);
      return stored;
    },
    take(event, customer) {
      const taken = rows.values().filter((fault) => hits(fault, event, customer));
      for (const fault of taken) {
        if (fault.times === 1) rows.remove(fault.id);
        else if (fault.times !== null) rows.put(fault.id, { ...fault, times: fault.times - 1 });
      }
      return taken;
    },
    list: () => rows.values(),
    clear(account) {
      for (const fault of rows.values()) {
        if (account === undefined || fault.account === account) rows.remove(fault.id);
      }
    },
  };
}

function isOfType(wanted: string, type: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}
