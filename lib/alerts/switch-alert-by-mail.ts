import { z } from "zod";
import { readLinkToken } from "@/lib/auth/mail-link";
import { requireRoom } from "@/lib/billing/gate";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { PriceAlert } from "@/lib/generated/prisma/client";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { alertLinkInput } from "./schema";

/**
 * Turns an alert off through the link in its mail, signed in or not, and on again through the same
 * link: a slip is undone where it was made. Off twice is off.
 */
export const switchAlertByMail = defineAccountVerb({
  name: "alerts.switch-by-mail",
  input: alertLinkInput,
  output: z.object({ isOn: z.boolean() }),
  permission: "visitor",
  feature: null,
  audit: ({ token, on }) => ({ target: token.split(".")[0] ?? null, details: { on } }),
  async run({ tx, now }, { token, on }) {
    const id = readLinkToken("alert", token);
    if (id === null) throw new AppError("invalid", "link-unknown");
    const alert = await tx.priceAlert.findUnique({ where: { id } });
    if (!alert) throw new AppError("not-found", "alert-unknown");
    if (on) await requireRoomFor(tx, alert, now);
    await tx.priceAlert.updateMany({
      where: { id },
      data: { state: on ? "on" : "off", belowSince: null, ...(on && { lastFiredAt: null }) },
    });
    return { isOn: on };
  },
});

async function requireRoomFor(tx: Tx, { id, teamId }: PriceAlert, now: Date): Promise<void> {
  const { tier } = await teamEntitlement(tx, teamId, now);
  await requireRoom(tx, { id: teamId, tier }, "price-alerts", () =>
    tx.priceAlert.count({ where: { teamId, state: "on", id: { not: id } } }),
  );
}
