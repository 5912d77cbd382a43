import { clock } from "@/lib/clock";
import type { Channel, Telling } from "@/lib/notifications/channels/contract";
import { postToTyped, readTypedUrl } from "@/lib/notifications/channels/webhook/post-to-typed";
import { signaturesOf } from "@/lib/notifications/channels/webhook/sign";

/** A program of the team's own, told by a signed POST (standardwebhooks.com). */
export const webhook: Channel = {
  kind: "webhook",
  owner: "team",
  limitMs: 20_000,
  signs: true,
  seesRepeats: true,
  readAddress(typed) {
    const url = readTypedUrl(typed);
    return url && { to: url.href, shown: url.host };
  },
  async send(telling) {
    const body = JSON.stringify(toBody(telling));
    const at = clock.now();
    const id = telling.deliveryId;
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": signaturesOf(telling.secrets, { id, at, body }),
    };
    const outcome = await postToTyped({ url: telling.to, headers, body });
    return outcome.kind === "sent" ? { ...outcome, externalId: id } : outcome;
  },
};

function toBody({ event, message }: Telling) {
  const { type, at, teamId, deploymentId, data } = event;
  return {
    type,
    timestamp: at.toISOString(),
    data: { teamId, deploymentId, title: message.subject, link: message.link, facts: data },
  };
}
