import { expect, it } from "vitest";
import { addSshKey } from "@/lib/ssh-keys/add";
import { listSshKeys } from "@/lib/ssh-keys/queries";
import { removeSshKey } from "@/lib/ssh-keys/remove";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";
import { newPublicKey, rsaPublicKey } from "@/tests/factories/ssh-keys";
import { joinTeam, makeTeam } from "@/tests/factories/teams";

closeAfterwards();

it("keeps a public key under its own comment, once, and forgets it", async () => {
  const { scope } = await makePerson();
  const publicKey = newPublicKey("me@laptop");
  const added = await runVerb(addSshKey, scope, { publicKey });
  expect(added).toMatchObject({ name: "me@laptop", kind: "ED25519", lastUsedAt: null });
  expect(added.publicKey).toBe(publicKey.replace(" me@laptop", ""));
  expect(await listSshKeys(scope)).toEqual([added]);
  await expect(runVerb(addSshKey, scope, { publicKey })).rejects.toMatchObject({
    reason: "ssh-key-known",
  });
  await runVerb(removeSshKey, scope, { sshKeyId: added.id });
  expect(await listSshKeys(scope)).toEqual([]);
});

it("refuses a private key, a short one, and what is none, and stores nothing", async () => {
  const { scope } = await makePerson();
  const refusal = (publicKey: string) =>
    runVerb(addSshKey, scope, { publicKey }).catch((error: unknown) => error);
  const pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----";
  expect(await refusal(pem)).toMatchObject({ fields: { publicKey: "ssh-key-private" } });
  expect(await refusal(rsaPublicKey(1024))).toMatchObject({
    fields: { publicKey: "ssh-key-short" },
  });
  expect(await refusal("hello")).toMatchObject({ fields: { publicKey: "ssh-key-format" } });
  expect(await listSshKeys(scope)).toEqual([]);
});

it("shows and removes one's own keys alone", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  const { id } = await runVerb(addSshKey, owner.scope, { publicKey: newPublicKey() });
  expect(await listSshKeys(member.scope)).toEqual([]);
  await expect(runVerb(removeSshKey, member.scope, { sshKeyId: id })).rejects.toMatchObject({
    code: "not-found",
  });
});

it("shows a key shared with the team to everybody in it, to be used and not removed, and to no other team", async () => {
  const owner = await makeTeam();
  const member = await joinTeam(owner);
  const stranger = await makePerson();
  const input = { publicKey: newPublicKey("build@team"), visibility: "team" };
  const { id } = await runVerb(addSshKey, owner.scope, input);
  expect(await listSshKeys(owner.scope)).toMatchObject([{ id, isMine: true }]);
  expect(await listSshKeys(member.scope)).toMatchObject([
    { id, name: "build@team", visibility: "team", isMine: false },
  ]);
  expect(await listSshKeys(stranger.scope)).toEqual([]);
  await expect(runVerb(removeSshKey, member.scope, { sshKeyId: id })).rejects.toMatchObject({
    code: "not-found",
  });
});
