import { expect, it } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import type { TeamScope } from "@/lib/auth/scope";
import { asWorker } from "@/lib/db";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { AppError } from "@/lib/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  deploymentsOf,
  launchForm,
  makeTenant,
  rentTwins,
  type Tenant,
} from "../operations/rented-world";

const twins = rentTwins();
const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)} me@home`;

const asRole = (scope: TeamScope, role: Role): TeamScope => ({
  ...scope,
  team: { ...scope.team, role },
});

async function refusalOf(tenant: Tenant, more: Record<string, unknown>, scope = tenant.scope) {
  const form = { ...launchForm(tenant), ...more };
  const error = await runVerb(launch, scope, form).catch((refused: unknown) => refused);
  if (!(error instanceof AppError)) throw new Error("the launch was not refused");
  expect(await deploymentsOf(tenant.scope)).toEqual([]);
  return error;
}

async function changeOffer(tenant: Tenant, data: Record<string, unknown>): Promise<void> {
  await asWorker((tx) => tx.offer.update({ where: { id: tenant.offerId }, data }));
}

it("asks for several machines at once and shows each with its price", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const form = launchForm(tenant, { machines: 3, count: 2, quotedPerHour: "6.58", name: "train" });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  expect(deployments.map(({ name }) => name)).toEqual(["train 1", "train 2", "train 3"]);
  expect(deployments[0]).toMatchObject({
    status: "requested",
    desired: "running",
    gpuCount: 2,
    diskGb: 40,
    cost: { quotedPerHour: "6.58", soFar: "0", stoppedBilling: "disk" },
    can: { stop: false, start: false, restart: false, terminate: true },
  });
  expect(await deploymentsOf(tenant.scope)).toHaveLength(3);
});

it("names both prices when the offer is dearer than what the person saw", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const error = await refusalOf(tenant, { quotedPerHour: "3.00" });
  expect(error).toMatchObject({ code: "conflict", reason: "offer-dearer" });
  expect(error.values).toEqual({ quoted: "3.00", now: "3.29" });
});

it("launches at the lower price when the offer became cheaper", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const form = launchForm(tenant, { quotedPerHour: "9.99" });
  const { deployments } = await runVerb(launch, tenant.scope, form);
  expect(deployments[0]?.cost.quotedPerHour).toBe("3.29");
});

it("refuses an offer that vanished, sold out or was not seen for long", async () => {
  const tenant = await makeTenant(twins.sandbox);
  expect((await refusalOf(tenant, { offerId: "off_unknown" })).reason).toBe("offer-gone");
  await changeOffer(tenant, { availability: "unavailable" });
  expect((await refusalOf(tenant, {})).reason).toBe("offer-sold-out");
  await changeOffer(tenant, { availability: "available", observedAt: new Date(0) });
  expect((await refusalOf(tenant, {})).reason).toBe("offer-stale");
  await changeOffer(tenant, { vanishedAt: new Date() });
  expect((await refusalOf(tenant, {})).reason).toBe("offer-gone");
});

it("refuses a viewer, a stranger's key, another provider's key and a refused key", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const stranger = await makeTenant(twins.sandbox);
  const lambda = await makeTenant(twins.sandbox, "lambda");
  const viewer = asRole(tenant.scope, "viewer");
  expect((await refusalOf(tenant, {}, viewer)).code).toBe("forbidden");
  const foreign = await refusalOf(tenant, { providerKeyId: stranger.keyId });
  expect(foreign).toMatchObject({ code: "not-found", reason: "key-unknown" });
  const other = await refusalOf(lambda, { offerId: tenant.offerId });
  expect(other).toMatchObject({ code: "not-found", reason: "key-unknown" });
  await asWorker((tx) =>
    tx.providerKey.update({ where: { id: tenant.keyId }, data: { state: "refused" } }),
  );
  expect((await refusalOf(tenant, {})).reason).toBe("key-refused");
});

const badFields: [string, string, Record<string, unknown>, string][] = [
  ["an image that is no image", "image", { image: "not an image" }, "image-format"],
  ["hostile text as image", "image", { image: "a; rm -rf /" }, "image-format"],
  ["too small a disk", "diskGb", { diskGb: 1 }, "disk-range"],
  ["an SSH key that is none", "sshPublicKeys.0", { sshPublicKeys: ["hello"] }, "ssh-key-format"],
  ["a private SSH key", "sshPublicKeys.0", { sshPublicKeys: ["-----BEGIN"] }, "ssh-key-format"],
  ["another region than the offer's", "region", { region: "EU-RO-1" }, "region-not-offered"],
  ["an over-long name", "name", { name: "x".repeat(61) }, "too-long"],
  ["a name with markup", "name", { name: "<script>" }, "name-format"],
];

it.each(badFields)("refuses %s", async (_what, field, more, word) => {
  const error = await refusalOf(await makeTenant(twins.sandbox), more);
  expect(error.code).toBe("invalid");
  expect(error.fields[field]).toBe(word);
});

it("asks for an SSH key where the provider needs one, and for nothing it cannot use", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  const error = await refusalOf(tenant, { image: "ubuntu:24.04", ports: [80], diskGb: 50 });
  expect(error.fields).toEqual({
    image: "image-not-offered",
    ports: "ports-not-offered",
    diskGb: "disk-not-offered",
    sshPublicKeys: "ssh-key-required",
  });
  const other = sshPublicKey.replaceAll("A", "B");
  const two = await refusalOf(tenant, { sshPublicKeys: [sshPublicKey, other] });
  expect(two.fields).toEqual({ sshPublicKeys: "ssh-one-key" });
  const command = await refusalOf(tenant, { sshPublicKeys: [sshPublicKey], command: "serve" });
  expect(command.fields).toEqual({ command: "command-not-offered" });
  // The same key with another comment is the same key.
  const twice = [sshPublicKey, `${sshPublicKey}-too`];
  const form = { ...launchForm(tenant), sshPublicKeys: twice };
  const { deployments } = await runVerb(launch, tenant.scope, form);
  expect(deployments[0]).toMatchObject({ offers: { stop: false, restart: true } });
});

it("does not know another team's machine", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const stranger = await makeTenant(twins.sandbox);
  const { deployments } = await runVerb(launch, tenant.scope, launchForm(tenant));
  const id = deployments[0]?.id ?? "";
  const seen = await getDeployment(stranger.scope, id).catch((error: unknown) => error);
  expect(seen).toMatchObject({ code: "not-found" });
  const ended = runVerb(terminate, stranger.scope, { deploymentId: id });
  await expect(ended).rejects.toMatchObject({ code: "not-found" });
  expect((await getDeployment(tenant.scope, id)).desired).toBe("running");
});
