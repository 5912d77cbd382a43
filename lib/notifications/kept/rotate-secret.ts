import { z } from "zod";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { findChannel } from "@/lib/notifications/channels/registry";
import { requireChannel } from "@/lib/notifications/kept/require-channel";
import { channelInput } from "@/lib/notifications/kept/schema";
import { newSigningSecret, sealSigning } from "@/lib/notifications/kept/seal-address";
import { defineVerb } from "@/lib/verbs/define-verb";

/** How long the old secret signs beside the new one. */
const BOTH_MS = 24 * 3_600_000;

/** Gives a webhook a new signing secret, answered this once; the one before signs on for a day. */
export const rotateSecret = defineVerb({
  name: "channels.rotate-secret",
  input: channelInput,
  output: z.object({ secret: z.string() }),
  permission: "keys.write",
  feature: "notifications",
  fresh: true,
  secretAnswer: true,
  audit: ({ channelId }) => ({ target: channelId }),
  async run({ tx, scope, now }, { channelId }) {
    const { kind, teamId } = await requireChannel(tx, scope, channelId);
    if (!findChannel(kind)?.signs) throw new AppError("conflict", "channel-signs-nothing");
    const live = { channelId, endsAt: null };
    const endsAt = new Date(now.getTime() + BOTH_MS);
    // Two live secrets, never three: what was on its way out ends at once.
    await tx.channelSecret.updateMany({
      where: { channelId, endsAt: { gt: now } },
      data: { endsAt: now },
    });
    await tx.channelSecret.updateMany({ where: live, data: { endsAt } });
    const secret = newSigningSecret();
    const own = { id: newId("sec"), teamId };
    const data = [{ ...own, channelId, ...sealSigning(secret, own), createdAt: now }];
    await tx.channelSecret.createMany({ data });
    return { secret };
  },
});
