import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createUser } from "@/lib/accounts/sign-up";
import { hashPassword } from "@/lib/auth/passwords";
import { clock } from "@/lib/clock";
import { asAccounts, onceAsAccounts } from "@/lib/db";
import { env } from "@/lib/env";

const EMAIL = "sample@computehub.test";
const shape = z.object({ email: z.string(), password: z.string() });
export type SampleAccount = z.output<typeof shape>;

/**
 * Makes sure the sandbox world has its sample account, verified and with a team of one, and answers
 * how to sign in. The password is made once and kept in the data folder. Throws in the live world.
 */
export async function ensureSampleAccount(): Promise<SampleAccount> {
  if (env.WORLD !== "sandbox") throw new Error("the sample account belongs to the sandbox world");
  const account = openFile(join(env.DATA_DIR, "sample-account.json"));
  const existing = await onceAsAccounts((db) =>
    db.user.findUnique({ where: { email: account.email } }),
  );
  if (existing) return account;
  const passwordHash = await hashPassword(account.password);
  const now = clock.now();
  await asAccounts(async (tx) => {
    const { id } = await createUser(
      tx,
      { email: account.email, name: "Sample", locale: "en" },
      now,
    );
    await tx.user.updateMany({ where: { id }, data: { emailVerifiedAt: now, passwordHash } });
  });
  return account;
}

function openFile(file: string): SampleAccount {
  if (existsSync(file)) return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  const account = { email: EMAIL, password: randomBytes(9).toString("base64url") };
  writeFileSync(file, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600 });
  return account;
}
