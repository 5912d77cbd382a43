import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { recordEvent } from "@/lib/events/record-event";
import { channelInput } from "@/lib/notifications/kept/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** How long a chat waits to be confirmed. */
const WAIT_MS = 10 * 60_000;

/** Confirms that a chat that answered to the link is the person's; from now on they are told there. */
export const confirmTelegram = defineVerb({
  name: "channels.confirm-telegram",
  input: channelInput,
  output: z.object({ id: z.string() }),
  permission: "alerts.write",
  feature: "notifications",
  audit: ({ channelId }) => ({ target: channelId }),
  async run({ tx, scope, now, wake }, { channelId }) {
    const { userId } = personOfScope(scope);
    const teamId = scope.team.id;
    const where = {
      id: channelId,
      teamId,
      userId,
      state: "pending",
      createdAt: { gt: new Date(now.getTime() - WAIT_MS) },
    };
    const data = { state: "active", verifiedAt: now };
    const { count } = await tx.notificationChannel.updateMany({ where, data });
    if (count === 0) throw new AppError("not-found", "chat-unknown");
    const { name } = await tx.notificationChannel.findUniqueOrThrow({
      where: { id: channelId },
      select: { name: true },
    });
    await recordEvent(tx, { type: "channel.tested", teamId, data: { channelId, name }, at: now });
    wake("notifications.fan-out", {});
    return { id: channelId };
  },
});
