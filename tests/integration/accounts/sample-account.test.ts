import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ensureSampleAccount } from "@/lib/accounts/sample-account";
import { env } from "@/lib/env";
import { closeAfterwards } from "@/tests/factories/close";
import { scopeOf, signInAgain } from "@/tests/factories/people";

closeAfterwards();

it("the sample account is made once, can sign in, and its password is for its owner's eyes", async () => {
  const { email, password } = await ensureSampleAccount();
  expect(await ensureSampleAccount()).toEqual({ email, password });
  const scope = await scopeOf(await signInAgain(email, password));
  expect(scope.team.role).toBe("owner");
  expect(statSync(join(env.DATA_DIR, "sample-account.json")).mode & 0o777).toBe(0o600);
});
