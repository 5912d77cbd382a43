import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { findChannel } from "@/lib/notifications/channels/registry";
import { addChannelInput } from "@/lib/notifications/kept/schema";
import {
  fingerprintOf,
  newSigningSecret,
  sealAddress,
  sealSigning,
} from "@/lib/notifications/kept/seal-address";
import { defineVerb } from "@/lib/verbs/define-verb";

/** So many places are enough for anybody. */
const MOST_CHANNELS = 30;

/**
 * Adds a place of the team's by its address, which is sealed; a webhook's signing secret is answered
 * this once. Refusals: `channel-kind-unknown`, `channel-address`, `channel-known`, `channels-full`.
 */
export const addChannel = defineVerb({
  name: "channels.add",
  input: addChannelInput,
  output: z.object({ id: z.string(), secret: z.string().nullable() }),
  permission: "keys.write",
  feature: "notifications",
  secretAnswer: true,
  audit: ({ kind, name }, { id }) => ({ target: id, details: { kind, name } }),
  async run({ tx, scope, now }, { kind, name, address }) {
    const channel = findChannel(kind);
    if (!channel?.readAddress) throw new AppError("invalid", "channel-kind-unknown");
    const typed = channel.readAddress(address);
    if (!typed)
      throw new AppError("invalid", "invalid", { fields: { address: "channel-address" } });
    const teamId = scope.team.id;
    if ((await tx.notificationChannel.count({ where: { teamId } })) >= MOST_CHANNELS) {
      throw new AppError("conflict", "channels-full", { values: { limit: MOST_CHANNELS } });
    }
    const id = newId("nch");
    const row = {
      id,
      teamId,
      userId: null,
      kind,
      name,
      shown: typed.shown,
      locale: scope.locale,
      fingerprint: fingerprintOf(kind, typed.to),
      ...sealAddress(typed.to, { id, teamId }),
      state: "active",
      createdBy: personOfScope(scope).userId,
      createdAt: now,
    };
    const { count } = await tx.notificationChannel.createMany({
      data: [row],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "channel-known");
    if (!channel.signs) return { id, secret: null };
    const secret = newSigningSecret();
    const own = { id: newId("sec"), teamId };
    const data = [{ ...own, channelId: id, ...sealSigning(secret, own), createdAt: now }];
    await tx.channelSecret.createMany({ data });
    return { id, secret };
  },
});
