import { z } from "zod";
import type { Store } from "./store";

/** Settings that hold for a whole provider (`"*"`) or for one account of it. */
export const settingsSchema = z
  .object({
    bootMs: z.number().min(0),
    listLagMs: z.number().min(0),
    answerDelayMs: z.number().min(0),
    clockSkewMs: z.number(),
    outage: z.enum(["off", "503", "reset", "hang"]),
    rateLimit: z.boolean(),
    zombies: z.boolean(),
    balanceUsd: z.number().nullable(),
    quota: z.number().int().min(0).nullable(),
  })
  .partial()
  .strict();

export type ScopeSettings = z.infer<typeof settingsSchema>;

export const EVERYONE = "*";

export interface ScopedSettings {
  of(account: string): ScopeSettings;
  change(scope: string, settings: ScopeSettings): void;
  reset(scope?: string): void;
}

export function scopedSettings(store: Store, provider: string): ScopedSettings {
  const rows = store.collection(`${provider}.settings`, (value) => settingsSchema.parse(value));
  return {
    of: (account) => ({ ...rows.get(EVERYONE), ...rows.get(account) }),
    change: (scope, settings) => rows.put(scope, { ...rows.get(scope), ...settings }),
    reset(scope) {
      for (const [key] of rows.entries())
        if (scope === undefined || key === scope) rows.remove(key);
    },
  };
}
