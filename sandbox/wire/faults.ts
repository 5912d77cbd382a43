import { z } from "zod";
import type { Store } from "../store";

/** What can go wrong with one call; see the README for what each does. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("rate-limited"),
    retryAfterS: z.number().int().nullable().default(null),
  }),
  z.object({
    kind: z.literal("server-error"),
    status: z.number().int().min(500).max(599).default(500),
    applied: z.boolean().default(false),
  }),
  z.object({ kind: z.literal("no-capacity") }),
  z.object({ kind: z.literal("answer-lost") }),
  z.object({ kind: z.literal("connection-reset") }),
  z.object({ kind: z.literal("hang"), applied: z.boolean().default(false) }),
  z.object({ kind: z.literal("delay"), ms: z.number().min(0), before: z.boolean().default(false) }),
  z.object({ kind: z.literal("html") }),
  z.object({ kind: z.literal("half-json") }),
  z.object({ kind: z.literal("empty") }),
  z.object({
    kind: z.literal("huge"),
    bytes: z
      .number()
      .int()
      .default(100 * 1024 * 1024),
  }),
  z.object({ kind: z.literal("redirect"), location: z.string().default("http://127.0.0.2:9/") }),
  z.object({ kind: z.literal("clock-skew"), ms: z.number() }),
  z.object({
    kind: z.literal("answer"),
    status: z.number().int(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.object({ kind: z.literal("list-lag"), ms: z.number().min(0) }),
  z.object({ kind: z.literal("zombie") }),
  z.object({ kind: z.literal("boot-fails") }),
  z.object({ kind: z.literal("boot-stuck") }),
  z.object({ kind: z.literal("no-gpu") }),
]);

export type Fault = z.infer<typeof faultSchema>;

export const faultRuleSchema = z.object({
  match: z.object({ method: z.string(), path: z.string(), key: z.string() }).partial().default({}),
  times: z.number().int().min(1).nullable().default(1),
  skip: z.number().int().min(0).default(0),
  fault: faultSchema,
});

const storedRule = faultRuleSchema.extend({ id: z.string(), account: z.string().nullable() });

export type FaultRule = z.infer<typeof storedRule>;

/** The faults of one provider: each rule hits the calls it matches until it is used up. */
export interface Faults {
  add(rule: Omit<FaultRule, "id">): FaultRule;
  /** The fault of this call, counted as used; undefined when none matches. */
  take(method: string, path: string, account: string): Fault | undefined;
  list(): FaultRule[];
  clear(account?: string): void;
}

export function openFaults(store: Store, provider: string): Faults {
  const rules = store.collection(`${provider}.faults`, (value) => storedRule.parse(value));
  let serial = rules.values().length;

  const hits = (rule: FaultRule, method: string, path: string, account: string) =>
    (rule.account === null || rule.account === account) &&
    (rule.match.method === undefined || rule.match.method.toUpperCase() === method) &&
    (rule.match.path === undefined || new RegExp(rule.match.path).test(path));

  return {
    add(rule) {
      serial += 1;
      const stored = { ...rule, id: `fault-${Date.now().toString(36)}-${serial}` };
      rules.put(stored.id, stored);
      return stored;
    },
    take(method, path, account) {
      const rule = rules.values().find((candidate) => hits(candidate, method, path, account));
      if (!rule) return undefined;
      if (rule.skip > 0) {
        rules.put(rule.id, { ...rule, skip: rule.skip - 1 });
        return undefined;
      }
      if (rule.times === null) return rule.fault;
      if (rule.times === 1) rules.remove(rule.id);
      else rules.put(rule.id, { ...rule, times: rule.times - 1 });
      return rule.fault;
    },
    list: () => rules.values(),
    clear(account) {
      for (const rule of rules.values()) {
        if (account === undefined || rule.account === account) rules.remove(rule.id);
      }
    },
  };
}
