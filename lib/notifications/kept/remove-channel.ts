import { z } from "zod";
import { requireChannel } from "@/lib/notifications/kept/require-channel";
import { channelInput } from "@/lib/notifications/kept/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Takes a channel away, with what was chosen for it. What waits for it is not told there. */
export const removeChannel = defineVerb({
  name: "channels.remove",
  input: channelInput,
  output: z.object({ id: z.string() }),
  permission: "alerts.write",
  feature: null,
  audit: ({ channelId }) => ({ target: channelId }),
  async run({ tx, scope }, { channelId }) {
    const { id, teamId } = await requireChannel(tx, scope, channelId);
    await tx.notificationChannel.deleteMany({ where: { id, teamId } });
    await tx.notificationRule.deleteMany({ where: { teamId, channel: id } });
    return { id };
  },
});
