import { z } from "zod";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { requireChannel } from "@/lib/notifications/kept/require-channel";
import { channelInput } from "@/lib/notifications/kept/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Has one message told in a channel, the way every other goes. */
export const testChannel = defineVerb({
  name: "channels.test",
  input: channelInput,
  output: z.object({ id: z.string() }),
  permission: "alerts.write",
  feature: "notifications",
  audit: ({ channelId }) => ({ target: channelId }),
  async run({ tx, scope, now, wake }, { channelId }) {
    const { id, name, state } = await requireChannel(tx, scope, channelId);
    if (state !== "active") throw new AppError("conflict", "channel-off");
    const data = { channelId: id, name };
    await recordEvent(tx, { type: "channel.tested", teamId: scope.team.id, data, at: now });
    wake("notifications.fan-out", {});
    return { id };
  },
});
