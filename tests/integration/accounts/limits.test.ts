import { hash } from "@node-rs/argon2";
import { expect, it } from "vitest";
import { signIn } from "@/lib/accounts/sign-in";
import { asAccounts } from "@/lib/db";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson, PASSWORD, signInAgain, visitor } from "@/tests/factories/people";
import { asOwner } from "@/tests/integration/operations/as-owner";

closeAfterwards();

it("a password stored with weaker settings is stored anew when its owner signs in", async () => {
  const { email, userId } = await makePerson();
  const passwordHash = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await asAccounts((tx) => tx.user.updateMany({ where: { id: userId }, data: { passwordHash } }));
  await signInAgain(email);
  const user = await asAccounts((tx) => tx.user.findUnique({ where: { id: userId } }));
  expect(user?.passwordHash).toContain("m=19456,t=2,p=1");
  await signInAgain(email);
});

it("nobody is let in while tries cannot be counted", async () => {
  const { email } = await makePerson();
  await asOwner((owner) => owner.query("REVOKE ALL ON rate_limit FROM ch_app"));
  const tried = runVerb(signIn, visitor(), { email, password: PASSWORD });
  await expect(tried).rejects.toThrow();
  await asOwner((owner) =>
    owner.query("GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO ch_app"),
  );
  await signInAgain(email);
});
