import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { readPublicKey } from "@/lib/ssh-keys/read-public-key";
import { addSshKeyInput, sshKeyView } from "@/lib/ssh-keys/schema";
import { toSshKeyView } from "@/lib/ssh-keys/to-ssh-key-view";
import { defineVerb } from "@/lib/verbs/define-verb";

/** More keys than this nobody tells apart. */
const MOST_KEYS = 100;

/**
 * Keeps a public key of the person who asks, to be put on machines. Refusals: `ssh-key-known`, `ssh-keys-full`, and
 * `invalid` for what is no public key, is too short, or is a private one.
 */
export const addSshKey = defineVerb({
  name: "ssh-keys.add",
  input: addSshKeyInput,
  output: sshKeyView,
  permission: "deployments.write",
  feature: "deployments",
  audit: (_input, { id, fingerprint, visibility }) => ({
    target: id,
    details: { fingerprint, visibility },
  }),
  async run({ tx, scope, now }, input) {
    const { userId } = personOfScope(scope);
    const read = readPublicKey(input.publicKey);
    if (typeof read === "string") {
      throw new AppError("invalid", "invalid", { fields: { publicKey: read } });
    }
    const { kind, publicKey, comment, fingerprint } = read;
    const owner = { teamId: scope.team.id, userId };
    const row = {
      id: newId("ssh"),
      ...owner,
      visibility: input.visibility,
      name: input.name ?? comment?.slice(0, 60) ?? kind,
      kind,
      publicKey,
      fingerprint,
      createdAt: now,
    };
    if ((await tx.sshKey.count({ where: owner })) >= MOST_KEYS) {
      throw new AppError("conflict", "ssh-keys-full", { values: { limit: MOST_KEYS } });
    }
    const { count } = await tx.sshKey.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw new AppError("conflict", "ssh-key-known");
    return toSshKeyView({ ...row, lastUsedAt: null }, userId);
  },
});
