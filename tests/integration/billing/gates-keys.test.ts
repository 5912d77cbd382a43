import { describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { refuseKey } from "@/lib/operations/refuse-key";
import { addKey } from "@/lib/provider-keys/add-key";
import { chooseKept } from "@/lib/provider-keys/choose-kept";
import { listKeys } from "@/lib/provider-keys/queries";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePayer, makePerson, type Person } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";
import { freshKey } from "@/tests/integration/sandbox/wire";
import { comeTo, frozenOf } from "./fall-to";

closeAfterwards();
openOutside();

const DAY_MS = 86_400_000;

function add({ scope }: Pick<Person, "scope">, apiKey = freshKey("runpod")) {
  const input = { providerId: "runpod", name: apiKey.slice(-6), credentials: { apiKey } };
  return runVerb(addKey, scope, input);
}

/** A team on Pro with so many keys, the oldest first. */
async function makeHolder(count: number) {
  const owner = await makePayer();
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { id } = await add(owner);
    const createdAt = new Date(Date.now() - (count - made) * DAY_MS);
    await asWorker((tx) => tx.providerKey.update({ where: { id }, data: { createdAt } }));
    ids.push(id);
  }
  return { owner, ids };
}

const refused = (providerKeyId: string) =>
  asWorker(async (tx) => {
    const where = { id: providerKeyId };
    const { fingerprint } = await tx.providerKey.findUniqueOrThrow({ where });
    const account = { providerKeyId, fingerprint };
    await refuseKey(tx, { account, reason: "invalid-key", at: new Date() });
  });
const choose = (scope: Person["scope"], keyId = "") => runVerb(chooseKept, scope, { keyId });
const statesOf = async (scope: Person["scope"]) =>
  new Map((await listKeys(scope)).map(({ id, state }) => [id, state]));

describe("the room for provider keys", () => {
  it("holds one on Basic, and says which tier holds more", async () => {
    const owner = await makePerson();
    await add(owner);
    await expect(add(owner)).rejects.toMatchObject({
      code: "limit-reached",
      reason: "limit-provider-keys",
      values: { limit: 1 },
    });
    expect(await listKeys(owner.scope)).toHaveLength(1);
  });

  it("T22: is that of the tier the team has when the key is stored, not of the page's", async () => {
    const { owner, ids } = await makeHolder(1);
    await comeTo(owner.scope, "basic");
    await expect(add(owner)).rejects.toMatchObject({ reason: "limit-provider-keys" });
    expect([...(await statesOf(owner.scope)).keys()]).toEqual(ids);
  });

  it("T22: is not undone by a page that is older than the downgrade", async () => {
    const { owner, ids } = await makeHolder(3);
    await comeTo(owner.scope, "basic");
    expect(await frozenOf(owner.scope)).toEqual(ids.slice(1));
    await choose(owner.scope, ids[2]);
    expect(await frozenOf(owner.scope)).toEqual(ids.slice(0, 2));
    await runVerb(removeKey, owner.scope, { keyId: ids[1] ?? "" });
    expect(await frozenOf(owner.scope)).toEqual(ids.slice(0, 1));
  });

  it("is not exceeded by clicks at the same time", async () => {
    const owner = await makePerson();
    const clicks = await Promise.allSettled([add(owner), add(owner), add(owner)]);
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listKeys(owner.scope)).toHaveLength(1);
  });

  it("is free again once a key is removed", async () => {
    const owner = await makePerson();
    const { id } = await add(owner);
    await runVerb(removeKey, owner.scope, { keyId: id });
    expect(await add(owner)).toMatchObject({ state: "active" });
  });

  it("counts a refused key that comes back", async () => {
    const owner = await makePerson();
    const apiKey = freshKey("runpod");
    const { id } = await add(owner, apiKey);
    await refused(id);
    const second = await add(owner);
    await expect(add(owner, apiKey)).rejects.toMatchObject({ code: "limit-reached" });
    expect(await statesOf(owner.scope)).toEqual(
      new Map([
        [second.id, "active"],
        [id, "refused"],
      ]),
    );
  });

  it("has no bound on Pro", async () => {
    const { owner } = await makeHolder(3);
    expect(await listKeys(owner.scope)).toHaveLength(3);
  });
});

describe("T22: over the limit after a downgrade", () => {
  it("T22: of five keys the oldest stays active, four are frozen, and an upgrade thaws them all", async () => {
    const { owner, ids } = await makeHolder(5);
    const basic = await comeTo(owner.scope, "basic");
    expect(await frozenOf(basic)).toEqual(ids.slice(1));
    expect([...(await statesOf(basic)).values()].toSorted()).toEqual([
      "active",
      ...Array(4).fill("frozen"),
    ]);
    const pro = await comeTo(owner.scope, "pro");
    expect(await frozenOf(pro)).toEqual([]);
    expect(await listKeys(pro)).toHaveLength(5);
  });

  it("T22: settling again changes nothing, not even since when a key is frozen", async () => {
    const { owner, ids } = await makeHolder(2);
    const basic = await comeTo(owner.scope, "basic");
    const read = () =>
      asWorker((tx) => tx.providerKey.findUniqueOrThrow({ where: { id: ids[1] ?? "" } }));
    const before = await read();
    await comeTo(basic, "basic");
    expect((await read()).frozenAt).toEqual(before.frozenAt);
  });

  it("T22: the key a person chose stays instead, and one choice a day holds", async () => {
    const { owner, ids } = await makeHolder(3);
    const basic = await comeTo(owner.scope, "basic");
    expect(await choose(basic, ids[2])).toMatchObject({ id: ids[2], state: "active" });
    expect(await frozenOf(basic)).toEqual(ids.slice(0, 2));
    await expect(choose(basic, ids[0])).rejects.toMatchObject({ reason: "key-chosen-lately" });
    await asWorker((tx) =>
      tx.providerKey.updateMany({
        where: { id: ids[2] ?? "" },
        data: { chosenAt: new Date(Date.now() - 2 * DAY_MS) },
      }),
    );
    await choose(basic, ids[0]);
    expect(await frozenOf(basic)).toEqual(ids.slice(1));
  });

  it("T22: two choices at the same time make one", async () => {
    const { owner, ids } = await makeHolder(3);
    const basic = await comeTo(owner.scope, "basic");
    const choices = await Promise.allSettled([choose(basic, ids[1]), choose(basic, ids[2])]);
    expect(choices.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await frozenOf(basic)).toHaveLength(2);
  });

  it("T22: a choice survives an upgrade and the next downgrade", async () => {
    const { owner, ids } = await makeHolder(2);
    const basic = await comeTo(owner.scope, "basic");
    await choose(basic, ids[1]);
    await comeTo(basic, "pro");
    await comeTo(basic, "basic");
    expect(await frozenOf(basic)).toEqual([ids[0]]);
  });

  it("T22: another team's key cannot be chosen, nor by a role that may not", async () => {
    const { owner, ids } = await makeHolder(2);
    const basic = await comeTo(owner.scope, "basic");
    const stranger = await makePerson();
    await expect(choose(stranger.scope, ids[1])).rejects.toMatchObject({ code: "not-found" });
    const member = { ...basic, team: { ...basic.team, role: "member" as const } };
    await expect(choose(member, ids[1])).rejects.toMatchObject({ code: "forbidden" });
    expect(await frozenOf(basic)).toEqual([ids[1]]);
  });

  it("T22: a key its provider refuses takes no usable one's place", async () => {
    const { owner, ids } = await makeHolder(3);
    await refused(ids[0] ?? "");
    const basic = await comeTo(owner.scope, "basic");
    expect(await frozenOf(basic)).toEqual([ids[0], ids[2]]);
    await refused(ids[1] ?? "");
    expect(await statesOf(basic)).toEqual(
      new Map([
        [ids[2], "active"],
        [ids[1], "refused"],
        [ids[0], "refused"],
      ]),
    );
  });

  it("T22: a frozen key may be removed, and where the active one goes another thaws", async () => {
    const { owner, ids } = await makeHolder(3);
    const basic = await comeTo(owner.scope, "basic");
    await runVerb(removeKey, basic, { keyId: ids[2] ?? "" });
    expect(await frozenOf(basic)).toEqual([ids[1]]);
    await runVerb(removeKey, basic, { keyId: ids[0] ?? "" });
    expect(await frozenOf(basic)).toEqual([]);
    expect((await listKeys(basic)).map(({ id }) => id)).toEqual([ids[1]]);
  });
});
