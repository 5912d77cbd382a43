import { z } from "zod";
import type { Store } from "../store";

export const smtpFaultSchema = z.object({
  kind: z.enum(["reject-550", "defer-451", "cut-after-data", "delay", "key-revoked"]),
  times: z.number().int().min(1).default(1),
  ms: z.number().min(0).default(1_000),
  to: z.string().optional(),
});

export type SmtpFault = z.infer<typeof smtpFaultSchema>;

/** Faults of the mail server, each used up by the messages it hits. */
export interface SmtpFaults {
  add(fault: SmtpFault): void;
  take(recipients: string[], kinds: SmtpFault["kind"][]): SmtpFault | undefined;
  list(): SmtpFault[];
  clear(): void;
}

export function openSmtpFaults(store: Store): SmtpFaults {
  const rows = store.collection("mail.faults", (value) => smtpFaultSchema.parse(value));
  return {
    add: (fault) => rows.put(`${Date.now()}-${Math.random()}`, fault),
    take(recipients, kinds) {
      const hit = rows
        .entries()
        .find(
          ([, fault]) =>
            kinds.includes(fault.kind) && (fault.to === undefined || recipients.includes(fault.to)),
        );
      if (!hit) return undefined;
      const [key, fault] = hit;
      if (fault.times === 1) rows.remove(key);
      else rows.put(key, { ...fault, times: fault.times - 1 });
      return fault;
    },
    list: () => rows.values(),
    clear() {
      for (const [key] of rows.entries()) rows.remove(key);
    },
  };
}
