import { z } from "zod";
import { name, sshPublicKey } from "@/lib/beginning/schema";

export const addSshKeyInput = z.object({
  /** Left out: the key's own comment. */
  name: name.optional(),
  publicKey: sshPublicKey,
});

export const removeSshKeyInput = z.object({ sshKeyId: z.string().min(1).max(60) });

/** A person's public key as they see it. */
export const sshKeyView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type SshKeyView = z.output<typeof sshKeyView>;
