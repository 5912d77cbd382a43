import { tierOf } from "@/lib/billing/tiers";
import { AppError } from "@/lib/errors";
import { chooseKeptInput, keyView } from "@/lib/provider-keys/schema";
import { holdKeys, settleKeysOf } from "@/lib/provider-keys/settle-keys";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/** One choice a day: a tier with one key is not five in turn. */
const AGAIN_MS = 24 * 3_600_000;

/**
 * Says which key stays active where the tier has no room for all. What runs under the others goes on.
 * Refusals: `key-unknown`, `key-chosen-lately`.
 */
export const chooseKept = defineVerb({
  name: "keys.choose-kept",
  input: chooseKeptInput,
  output: keyView,
  permission: "keys.write",
  feature: "providerKeys",
  audit: ({ keyId }) => ({ target: keyId }),
  async run({ tx, scope, now }, { keyId }) {
    const teamId = scope.team.id;
    await holdKeys(tx, teamId);
    const where = { id: keyId, teamId, state: { not: "removed" } };
    const key = await tx.providerKey.findFirst({ where, select: { id: true, frozenAt: true } });
    if (!key) throw new AppError("not-found", "key-unknown");
    const lately = await tx.providerKey.count({
      where: { teamId, chosenAt: { gt: new Date(now.getTime() - AGAIN_MS) } },
    });
    if (key.frozenAt && lately > 0) {
      const values = { tier: tierOf("unlimitedKeys") };
      throw new AppError("conflict", "key-chosen-lately", { values });
    }
    if (key.frozenAt) {
      await tx.providerKey.updateMany({ where, data: { chosenAt: now } });
      await settleKeysOf(tx, teamId, now);
    }
    const row = await tx.providerKey.findUniqueOrThrow({
      where: { id: keyId },
      select: keyColumns,
    });
    return toKeyView(row);
  },
});
