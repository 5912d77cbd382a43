import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { setChecks } from "@/lib/deployments/checks/set-checks";
import { trustHostKey } from "@/lib/deployments/checks/trust-host-key";
import { launch } from "@/lib/deployments/launch";
import { getDeployment } from "@/lib/deployments/queries";
import { restart } from "@/lib/deployments/restart";
import { makeKeyPair } from "@/lib/ssh/make-key-pair";
import { runVerb } from "@/lib/verbs/run-verb";
import { askAt, settleAt } from "../operations/any-provider";
import { isDone, launchForm, makeTenant, rentTwins, workUntil } from "../operations/rented-world";
import { knownOf, launchLooked, lookInside } from "./look";

const twins = rentTwins();

it("takes an HTTP check on a port that is opened and refuses another", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const ask = (form: Record<string, unknown>) =>
    runVerb(launch, tenant.scope, launchForm(tenant, form));
  await expect(ask({ httpCheck: "8000/health", ports: [8888] })).rejects.toMatchObject({
    fields: { httpCheck: "http-check-port" },
  });
  await expect(ask({ httpCheck: "22", ports: [22] })).rejects.toMatchObject({ code: "invalid" });
  const { deployments } = await ask({ httpCheck: "8888/health", ports: [8888] });
  expect(deployments[0]).toMatchObject({ httpCheck: "8888/health", watchInside: false });
});

it("refuses an HTTP check of a machine that shares its address, before it is paid for and after", async () => {
  const life = await settleAt(twins.sandbox, "cloudrift", "ap-east-tw-kn-1");
  const closed = { fields: { httpCheck: "http-check-address" } };
  await expect(askAt(life, { httpCheck: "8000/health" })).rejects.toMatchObject(closed);
  const { id } = await workUntil(life.tenant, await askAt(life), isDone);
  const change = (httpCheck: string | null) =>
    runVerb(setChecks, life.tenant.scope, { deploymentId: id, httpCheck, watchInside: false });
  await expect(change("8000/health")).rejects.toMatchObject(closed);
  expect(await change(null)).toMatchObject({ httpCheck: null });
});

it("says why a machine with room for one key cannot be looked into", async () => {
  const tenant = await makeTenant(twins.sandbox, "lambda");
  const sshPublicKeys = [makeKeyPair("me").publicKey];
  const form = launchForm(tenant, { watchInside: true, sshPublicKeys });
  await expect(runVerb(launch, tenant.scope, form)).rejects.toMatchObject({
    fields: { watchInside: "watch-one-key" },
  });
});

it("changes the checks of a machine that runs, and looks at once", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await launchLooked(tenant, { ports: [8888] });
  await lookInside([id]);
  const change = (more: Record<string, unknown>) =>
    runVerb(setChecks, tenant.scope, {
      deploymentId: id,
      httpCheck: null,
      watchInside: true,
      ...more,
    });
  await expect(change({ httpCheck: "9000" })).rejects.toMatchObject({
    fields: { httpCheck: "http-check-port" },
  });
  expect(await change({ httpCheck: "8888/ready" })).toMatchObject({ httpCheck: "8888/ready" });
  const probes = await asWorker((tx) =>
    tx.probeState.findUniqueOrThrow({ where: { deploymentId: id } }),
  );
  expect(probes.gpuDueAt).toBeNull();
  expect(probes.dueAt.getTime()).toBeLessThanOrEqual(Date.now());
  expect(await change({ watchInside: false })).toMatchObject({
    httpCheck: null,
    watchInside: false,
  });
});

it("gives a machine launched without the key the line to add, and shows the refusal until it has it", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const { id } = await launchLooked(tenant, { watchInside: false });
  const asked = { deploymentId: id, httpCheck: null, watchInside: true };
  await runVerb(setChecks, tenant.scope, asked);
  await lookInside([id]);
  expect(await getDeployment(tenant.scope, id)).toMatchObject({
    watchKey: expect.stringMatching(/^ssh-ed25519 \S+ computehub-watch$/),
    lastLook: { ok: null, word: "key-refused" },
  });
});

it("trusts another host key only once a person names the one they saw", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchLooked(tenant);
  await lookInside([machine.id]);
  await machine.ail({ hostKey: 1 });
  await lookInside([machine.id]);
  const { hostKeys } = await getDeployment(tenant.scope, machine.id);
  const trust = (fingerprint: string) =>
    runVerb(trustHostKey, tenant.scope, { deploymentId: machine.id, fingerprint });
  await expect(trust(hostKeys.known ?? "")).rejects.toMatchObject({ reason: "host-key-moved" });
  expect((await trust(hostKeys.shown ?? "")).hostKeys).toEqual({
    known: hostKeys.shown,
    shown: null,
  });
  await lookInside([machine.id]);
  expect((await knownOf(machine.id)).samples[0]).toMatchObject({ outcome: "good" });
});

it("meets a container that was restarted anew, because its host key is made anew", async () => {
  const tenant = await makeTenant(twins.sandbox);
  const machine = await launchLooked(tenant);
  await lookInside([machine.id]);
  await runVerb(restart, tenant.scope, { deploymentId: machine.id });
  await workUntil(tenant, machine.id, (view) => isDone(view) && view.status === "running");
  await machine.ail({ hostKey: 1 });
  await lookInside([machine.id]);
  const { row, samples } = await knownOf(machine.id);
  expect(row).toMatchObject({ hostKey: expect.stringMatching(/^ssh-/), hostKeyShown: null });
  expect(samples[0]).toMatchObject({ outcome: "good" });
});
