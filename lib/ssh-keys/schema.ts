import { z } from "zod";
import { name, sshPublicKey } from "@/lib/beginning/schema";

export const addSshKeyInput = z.object({
  /** Left out: the key's own comment. */
  name: name.optional(),
  publicKey: sshPublicKey,
  /** `team`: everybody in the team may put it on machines. */
  visibility: z.enum(["private", "team"]).default("private"),
});

export const removeSshKeyInput = z.object({ sshKeyId: z.string().min(1).max(60) });

/** A public key as somebody sees who may put it on machines. */
export const sshKeyView = z.object({
  id: z.string(),
  name: z.string(),
  visibility: z.enum(["private", "team"]),
  /** Whether the person who looks added it, so that they may remove it. */
  isMine: z.boolean(),
  kind: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type SshKeyView = z.output<typeof sshKeyView>;
