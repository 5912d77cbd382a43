import { expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import { startWorker } from "../../setup/processes";
import {
  askFor,
  billOf,
  eventually,
  isRunning,
  isTerminated,
  ledgerOf,
  makeTenant,
  rentTwins,
  setFault,
} from "../operations/rented-world";
import { leasesRunOut } from "./engine-process";

const twins = rentTwins();

/** The offer as the worker itself read it from the provider. */
async function readOffer(): Promise<string> {
  const offer = await eventually(
    () =>
      asWorker((tx) =>
        tx.offer.findFirst({
          where: {
            offerKey: { startsWith: "secure/NVIDIA H100 80GB HBM3/" },
            availability: "available",
          },
        }),
      ),
    (found) => found !== null,
  );
  return offer?.id ?? "";
}

it("brings a machine up, notices its death and books the bill, whichever worker lives", async () => {
  const first = await startWorker();
  const tenant = { ...(await makeTenant(twins.sandbox)), offerId: await readOffer() };
  await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "delay", ms: 300 });
  const deploymentId = await askFor(tenant);
  const detail = () => getDeployment(tenant.scope, deploymentId);
  await eventually(
    () => billOf(tenant),
    ({ machines }) => machines.length === 1,
  );
  await first.kill();
  await leasesRunOut();

  const [second, third] = [await startWorker(), await startWorker()];
  const running = await eventually(detail, isRunning);
  expect((await billOf(tenant)).machines).toHaveLength(1);
  await tenant.wire.control("POST", `machines/${running.providerInstanceId}/kill`, {});
  await eventually(detail, ({ status }) => status === "lost");
  await runVerb(terminate, tenant.scope, { deploymentId });
  await eventually(detail, isTerminated);
  const settled = await eventually(detail, ({ cost }) => cost.isBilled);
  expect(ledgerOf(settled)).toBe(BigInt((await billOf(tenant)).totalMicros));
  await Promise.all([second.stop(), third.stop()]);
});
