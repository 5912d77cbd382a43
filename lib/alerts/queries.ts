import { readLinkToken } from "@/lib/auth/mail-link";
import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { limitOf } from "@/lib/billing/tiers";
import { inTeam, onceAsAccounts } from "@/lib/db";
import { microsFromDecimal } from "@/lib/money";
import { priceLineOf } from "@/lib/prices/queries";
import { backTest } from "./firings";
import type { AlertView, AlertWish } from "./schema";
import { toAlertView } from "./to-alert-view";
import type { BackTest } from "./types";

const BACK_TEST_MS = 90 * 24 * 3_600_000;

/** One's own alerts, newest first, with how many the team may have on and has. */
export interface AlertList {
  readonly alerts: readonly AlertView[];
  readonly limit: number;
  readonly used: number;
}

export async function listAlerts(scope: TeamScope): Promise<AlertList> {
  requireRead(scope, "alerts.write");
  const { userId } = personOfScope(scope);
  const teamId = scope.team.id;
  const [rows, used] = await inTeam(teamId, async (tx) => [
    await tx.priceAlert.findMany({
      where: { teamId, userId },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    }),
    await tx.priceAlert.count({ where: { teamId, state: "on" } }),
  ]);
  return { alerts: rows.map(toAlertView), limit: limitOf(scope.team.tier, "price-alerts"), used };
}

/** How often a wish would have told in the last 90 days, by the prices we saw. */
export async function backTestOf(wish: AlertWish, now: Date): Promise<BackTest> {
  const from = new Date(now.getTime() - BACK_TEST_MS);
  const { modelId, pricingModel, area } = wish;
  const line = await priceLineOf({ modelId, pricingModel, area, from }, now);
  return backTest(line, microsFromDecimal(wish.maxPerGpuHour) ?? 0n, now);
}

/** The alert behind the link of a mail, for whoever opens it; null for any other text. */
export async function alertOfLink(token: string): Promise<AlertView | null> {
  const id = readLinkToken("alert", token);
  if (id === null) return null;
  const row = await onceAsAccounts((db) => db.priceAlert.findUnique({ where: { id } }));
  return row && toAlertView(row);
}
