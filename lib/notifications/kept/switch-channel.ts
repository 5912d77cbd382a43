import { z } from "zod";
import { AppError } from "@/lib/errors";
import { requireChannel } from "@/lib/notifications/kept/require-channel";
import { switchChannelInput } from "@/lib/notifications/kept/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Tells nothing in a channel, or again. One that was never confirmed stays as it is. */
export const switchChannel = defineVerb({
  name: "channels.switch",
  input: switchChannelInput,
  output: z.object({ isOn: z.boolean() }),
  permission: "alerts.write",
  feature: "notifications",
  audit: ({ channelId, on }) => ({ target: channelId, details: { on } }),
  async run({ tx, scope }, { channelId, on }) {
    const { id, teamId, state } = await requireChannel(tx, scope, channelId);
    if (state === "pending") throw new AppError("conflict", "channel-unconfirmed");
    const fresh = {
      stateReason: null,
      failures: 0,
      failingSince: null,
      mutedUntil: null,
      endedAt: null,
    };
    await tx.notificationChannel.updateMany({
      where: { id, teamId },
      data: on
        ? { state: "active", ...fresh }
        : { state: "disabled", stateReason: "switched-off", endedAt: null },
    });
    return { isOn: on };
  },
});
