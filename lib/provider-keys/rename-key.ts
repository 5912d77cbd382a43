import { AppError } from "@/lib/errors";
import { keyView, renameKeyInput } from "@/lib/provider-keys/schema";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Gives a provider key another name. Refusal: `key-unknown`. */
export const renameKey = defineVerb({
  name: "keys.rename",
  input: renameKeyInput,
  output: keyView,
  permission: "keys.write",
  feature: "providerKeys",
  audit: ({ keyId, name }) => ({ target: keyId, details: { name } }),
  async run({ tx, scope }, { keyId, name }) {
    const where = { id: keyId, teamId: scope.team.id, state: { not: "removed" } };
    const { count } = await tx.providerKey.updateMany({ where, data: { name } });
    if (count === 0) throw new AppError("not-found", "key-unknown");
    const row = await tx.providerKey.findUniqueOrThrow({
      where: { id: keyId },
      select: keyColumns,
    });
    return toKeyView(row);
  },
});
