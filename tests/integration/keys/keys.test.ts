import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker, inTeam } from "@/lib/db";
import { newId } from "@/lib/ids";
import { addKey } from "@/lib/provider-keys/add-key";
import { openKey } from "@/lib/provider-keys/open-key";
import { listKeys, sandboxKeys, volumesInAccounts } from "@/lib/provider-keys/queries";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { MissingKekError } from "@/lib/secret-box";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePayer, makePerson, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { freshKey } from "@/tests/integration/sandbox/wire";
import { makeVolume } from "@/tests/integration/tenancy/matrix/things";

closeAfterwards();
const outside = openOutside();

const inputFor = (apiKey: string) => ({
  providerId: "runpod",
  name: "My key",
  credentials: { apiKey },
});
const add = (person: Person, apiKey = freshKey("runpod")) =>
  runVerb(addKey, person.scope, inputFor(apiKey));
const rowsOf = ({ scope }: Person) =>
  asWorker((tx) =>
    tx.providerKey.findMany({ where: { teamId: scope.team.id }, orderBy: { createdAt: "asc" } }),
  );

describe("adding a provider key", () => {
  it("verifies it, seals it, and shows no more than its last four characters", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    const view = await add(owner, apiKey);
    expect(view).toMatchObject({ providerId: "runpod", state: "active" });
    expect(view.lastFour).toBe(apiKey.slice(-4));
    expect(await listKeys(owner.scope)).toEqual([view]);
    const [row] = await rowsOf(owner);
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(apiKey);
    expect(stored).not.toContain(Buffer.from(apiKey).toString("base64").slice(4, 20));
    expect(await asWorker((tx) => openKey(tx, view.id))).toMatchObject({ credentials: { apiKey } });
  });

  it("leaves nothing behind when the provider turns the key down", async () => {
    const owner = await makePerson();
    await expect(add(owner, "sandbox-runpod-nobody-knows")).rejects.toMatchObject({
      code: "provider",
      reason: "key-invalid",
      values: { provider: "RunPod" },
    });
    expect(await rowsOf(owner)).toEqual([]);
  });

  it("tells a key without the rights from one nobody knows", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    await outside().control(`runpod/faults?key=${apiKey}`, {
      fault: { kind: "answer", status: 403 },
    });
    await expect(add(owner, apiKey)).rejects.toMatchObject({
      reason: "key-missing-right",
      values: { provider: "RunPod", within: "none" },
    });
    expect(await rowsOf(owner)).toEqual([]);
  });

  it("stores nothing while the provider is down, and says so", async () => {
    const owner = await makePerson();
    await outside().control("lambda/outage", { on: true, kind: "503" });
    const input = { ...inputFor(freshKey("lambda")), providerId: "lambda" };
    await expect(runVerb(addKey, owner.scope, input)).rejects.toMatchObject({
      reason: "provider-unreachable",
    });
    await outside().control("lambda/outage", { on: false });
    expect(await rowsOf(owner)).toEqual([]);
    await runVerb(addKey, owner.scope, input);
  });

  it("sends nothing anywhere for garbage, and names the field", async () => {
    const owner = await makePerson();
    for (const [apiKey, word] of [
      ["", "key-missing"],
      ["two words here", "key-shape"],
      ["key\r\nX-Evil: 1", "key-shape"],
      ["键".repeat(20), "key-shape"],
    ] as const) {
      await expect(add(owner, apiKey)).rejects.toMatchObject({
        code: "invalid",
        fields: { "credentials.apiKey": word },
      });
    }
    const unknown = runVerb(addKey, owner.scope, { ...inputFor("x"), providerId: "__proto__" });
    await expect(unknown).rejects.toMatchObject({ code: "invalid" });
  });

  it("takes the same key once per team, whatever the number of clicks", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const apiKey = freshKey("runpod");
    const options = { requestId: `click-${apiKey}` };
    const [one, two] = await Promise.all(
      [1, 2].map(() => runVerb(addKey, owner.scope, inputFor(apiKey), options)),
    );
    expect(one).toEqual(two);
    await expect(add(owner, apiKey)).rejects.toMatchObject({ reason: "key-known" });
    await add(other, apiKey);
    expect(await rowsOf(owner)).toHaveLength(1);
  });

  it("brings a key back that had been refused", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    const { id } = await add(owner, apiKey);
    await asWorker((tx) => tx.providerKey.update({ where: { id }, data: { state: "refused" } }));
    expect(await add(owner, apiKey)).toMatchObject({ id, state: "active" });
  });

  it("keeps the secret out of the audit log and the event", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    await add(owner, apiKey);
    const told = await inTeam(owner.scope.team.id, async (tx) =>
      JSON.stringify([
        await tx.auditEntry.findMany(),
        await tx.event.findMany(),
        await tx.verbRequest.findMany(),
      ]),
    );
    expect(told).toContain("keys.add");
    expect(told).not.toContain(apiKey);
  });
});

describe("a sealed key", () => {
  it("does not open in another row, nor when it was altered", async () => {
    const owner = await makePayer();
    const [one, two] = [await add(owner), await add(owner)];
    await asWorker(async (tx) => {
      const { ciphertext, wrappedKey, kekId } = await tx.providerKey.findUniqueOrThrow({
        where: { id: one.id },
      });
      const data = { ciphertext, wrappedKey, kekId };
      await tx.providerKey.update({ where: { id: two.id }, data });
    });
    await expect(asWorker((tx) => openKey(tx, two.id))).rejects.toThrow();
    await asWorker((tx) => openKey(tx, one.id));
  });

  it("says that it cannot be read once its key-encryption key is lost, and can be added anew", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    const { id } = await add(owner, apiKey);
    await asWorker((tx) => tx.providerKey.update({ where: { id }, data: { kekId: "lost" } }));
    await expect(asWorker((tx) => openKey(tx, id))).rejects.toThrow(MissingKekError);
    expect(await listKeys(owner.scope)).toMatchObject([{ id, state: "unreadable" }]);
    expect(await add(owner, apiKey)).toMatchObject({ id, state: "active" });
    expect(await asWorker((tx) => openKey(tx, id))).toMatchObject({ credentials: { apiKey } });
  });
});

describe("removing a provider key", () => {
  it("wipes the secret and takes it off the list", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    const { id } = await add(owner, apiKey);
    await runVerb(removeKey, owner.scope, { keyId: id });
    expect(await listKeys(owner.scope)).toEqual([]);
    expect(await rowsOf(owner)).toMatchObject([{ ciphertext: "", wrappedKey: "", kekId: "" }]);
    await expect(asWorker((tx) => openKey(tx, id))).rejects.toMatchObject({ code: "not-found" });
    await add(owner, apiKey);
  });

  it("is refused while a machine runs under it, which it names", async () => {
    const owner = await makePerson();
    const { id } = await add(owner);
    await makeMachine(owner, id, "training-run");
    await expect(runVerb(removeKey, owner.scope, { keyId: id })).rejects.toMatchObject({
      reason: "key-in-use",
      values: { count: 1, names: "training-run" },
    });
  });

  it("says which volumes stay behind and cost money, and waits for one that is to be deleted", async () => {
    const owner = await makePayer();
    const { id } = await add(owner);
    const volumeId = await makeVolume(owner.scope, { keyId: id });
    await asWorker((tx) =>
      tx.volume.update({
        where: { id: volumeId },
        data: { ratePerHourMicros: 10_000n, wish: "delete", wishedAt: clock.now() },
      }),
    );
    expect(await volumesInAccounts(owner.scope)).toEqual({
      [id]: { count: 1, names: ["disk"], perMonth: "7.3", unpriced: 0 },
    });
    await expect(runVerb(removeKey, owner.scope, { keyId: id })).rejects.toMatchObject({
      reason: "key-has-wishes",
      values: { count: 1, names: "disk" },
    });
    await asWorker((tx) =>
      tx.volume.update({ where: { id: volumeId }, data: { wish: null, wishedAt: null } }),
    );
    await runVerb(removeKey, owner.scope, { keyId: id });
    expect(await volumesInAccounts(owner.scope)).toEqual({});
  });

  it("cannot be done to another team's key, nor by a member", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const { id } = await add(owner);
    const foreign = runVerb(removeKey, other.scope, { keyId: id });
    await expect(foreign).rejects.toMatchObject({ code: "not-found" });
    const member = await makeMember(owner, "member");
    const lesser = runVerb(removeKey, member.scope, { keyId: id });
    await expect(lesser).rejects.toMatchObject({ code: "forbidden" });
    expect(await listKeys(other.scope)).toEqual([]);
  });
});

describe("the sandbox's keys", () => {
  it("are listed with what they are for, in both languages", async () => {
    const [en, zh] = [await sandboxKeys("en"), await sandboxKeys("zh")];
    expect(en.filter(({ providerId }) => providerId === "runpod").length).toBeGreaterThan(1);
    expect(en.every(({ key, meaning }) => !key.includes("…") && meaning !== "")).toBe(true);
    expect(en.map(({ meaning }) => meaning)).not.toEqual(zh.map(({ meaning }) => meaning));
  });
});

async function makeMachine({ scope }: Person, providerKeyId: string, name: string) {
  const now = new Date();
  await inTeam(scope.team.id, (tx) =>
    tx.deployment.createMany({
      data: [
        {
          id: newId("dep"),
          teamId: scope.team.id,
          projectId: scope.team.defaultProjectId,
          providerKeyId,
          name,
          offerId: "off_gone",
          providerId: "runpod",
          desired: "running",
          status: "running",
          statusSince: now,
          gpuSpelling: "H100",
          gpuCount: 1,
          instanceType: "h100",
          quotedPerHourMicros: 1n,
          quotedAt: now,
          ratePerHourMicros: 1n,
          createdAt: now,
        },
      ],
    }),
  );
}
