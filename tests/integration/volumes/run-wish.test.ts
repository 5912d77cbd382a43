import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { runWishes } from "@/lib/volumes/run-wish";
import { addKey, makeScope, rentTwins } from "../operations/rented-world";
import { freshKey, wireTo } from "../sandbox/wire";

const twins = rentTwins();

/** A team's volume at DigitalOcean that is to be deleted. */
async function wishedAway() {
  const scope = await makeScope();
  const apiKey = freshKey("digitalocean");
  const keyId = await addKey(scope, "digitalocean", apiKey);
  const wire = wireTo(twins.sandbox.url, "digitalocean", apiKey);
  const at = new Date(Date.now() - 1_000);
  const { id } = await asWorker((tx) =>
    tx.volume.create({
      data: {
        id: newId("vol"),
        teamId: scope.team.id,
        providerKeyId: keyId,
        providerId: "digitalocean",
        providerVolumeId: newId("vol"),
        sizeGb: 10,
        nativeStatus: "available",
        firstSeenAt: at,
        lastSeenAt: at,
        wish: "delete",
        wishedAt: at,
        runAfter: at,
      },
    }),
  );
  return { id, keyId, wire };
}

const keyState = async (id: string) =>
  (await asWorker((tx) => tx.providerKey.findUniqueOrThrow({ where: { id } }))).state;
const volumeOf = (id: string) => asWorker((tx) => tx.volume.findUniqueOrThrow({ where: { id } }));

it("leaves a key in use that merely may not see or change volumes", async () => {
  const { id, keyId, wire } = await wishedAway();
  const fault = { kind: "answer", status: 403, body: { id: "forbidden", message: "no scope" } };
  await wire.control("POST", "faults", {
    match: { method: "GET", path: "/volumes" },
    fault,
    times: 1,
  });
  expect(await runWishes(id)).toEqual([]);
  expect(await volumeOf(id)).toMatchObject({ wish: null, failure: "missing-right" });
  expect(await keyState(keyId)).toBe("active");
});

it("takes up no wish under a key that was removed", async () => {
  const { id, keyId } = await wishedAway();
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: keyId }, data: { state: "removed" } }),
  );
  expect(await runWishes(id)).toEqual([]);
  expect(await volumeOf(id)).toMatchObject({ wish: "delete", attempt: 0 });
});
