import { z } from "zod";
import { keyStates } from "@/lib/provider-keys/states";

export const addKeyInput = z.object({
  providerId: z.string().min(1).max(40),
  name: z.string().trim().min(1, "name-missing").max(60, "too-long"),
  credentials: z.record(z.string().max(40), z.string().trim().max(4_000, "too-long")),
});
export type AddKeyInput = z.output<typeof addKeyInput>;

export const chooseKeptInput = z.object({ keyId: z.string().min(1).max(40) });

export const removeKeyInput = z.object({ keyId: z.string().min(1).max(40) });

export const renameKeyInput = z.object({
  keyId: z.string().min(1).max(40),
  name: addKeyInput.shape.name,
});

export const rotateKeyInput = z.object({
  keyId: z.string().min(1).max(40),
  credentials: addKeyInput.shape.credentials,
});
export type RotateKeyInput = z.output<typeof rotateKeyInput>;

/** A team's key as people see it: never the secret, nor anything that opens it. */
export const keyView = z.object({
  id: z.string(),
  providerId: z.string(),
  name: z.string(),
  lastFour: z.string(),
  account: z.string().nullable(),
  state: z.enum(keyStates),
  stateReason: z.string().nullable(),
  /** What it may do, in the provider's own words; empty where the provider does not tell. */
  scopes: z.array(z.string()),
  verifiedAt: z.string(),
  createdAt: z.string(),
  /** When its credentials were replaced last. */
  rotatedAt: z.string().nullable(),
  /** When the provider answered a call under it last. */
  answeredAt: z.string(),
  /** Credit at the provider as last read: decimal units of `currency`; null where nobody told. */
  balance: z.object({ amount: z.string(), currency: z.string(), at: z.string() }).nullable(),
});
export type KeyView = z.output<typeof keyView>;
