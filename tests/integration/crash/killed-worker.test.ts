import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentDetail } from "@/lib/deployments/types";
import { runVerb } from "@/lib/verbs/run-verb";
import {
  askFor,
  billOf,
  eventually,
  expectSameMoney,
  isRunning,
  isTerminated,
  makeTenant,
  rentTwins,
  type Tenant,
} from "../operations/rented-world";
import { runUntilCrash, type StandBy, startStandBy } from "./engine-process";

const twins = rentTwins();
const held: { standBy?: StandBy } = {};

beforeAll(async () => {
  held.standBy = await startStandBy();
});
afterEach(() => held.standBy?.rest());
afterAll(() => held.standBy?.kill());

const createPoints = ["open", "intent", "sent", "act", "result", "running"];
const deletePoints = ["open", "intent", "sent", "act", "result", "gone"];
const at = (kind: string, points: string[]) =>
  points.flatMap((point) => [`${kind}.${point}:before`, `${kind}.${point}:after`]);

describe("a worker killed while it makes a machine", () => {
  it.each(at("create", createPoints))(
    "at %s leaves exactly one machine, running",
    async (point) => {
      const tenant = await makeTenant(twins.sandbox);
      const id = await askFor(tenant);
      expect(await runUntilCrash(point)).toBe("SIGKILL");

      held.standBy?.work();
      await waitFor(tenant, id, isRunning);
      const bill = await billOf(tenant);
      expect(bill.machines).toHaveLength(1);
      expect(bill.machines[0]?.listed).toBe(true);
      expect(bill.maxConcurrent).toBe(1);
    },
  );
});

describe("a worker killed while it ends a machine", () => {
  it.each(at("delete", deletePoints))(
    "at %s leaves none, and the bill is the ledger's",
    async (point) => {
      const tenant = await makeTenant(twins.sandbox);
      const id = await askFor(tenant);
      held.standBy?.work();
      await waitFor(tenant, id, isRunning);
      await held.standBy?.rest();
      await runVerb(terminate, tenant.scope, { deploymentId: id });
      expect(await runUntilCrash(point)).toBe("SIGKILL");

      held.standBy?.work();
      const ended = await waitFor(tenant, id, isTerminated);
      const bill = await billOf(tenant);
      expect(bill.machines).toHaveLength(1);
      expect(bill.machines[0]).toMatchObject({ listed: false, state: "TERMINATED" });
      await expectSameMoney(tenant, ended);
    },
  );
});

function waitFor(
  tenant: Tenant,
  id: string,
  wanted: (detail: DeploymentDetail) => boolean,
): Promise<DeploymentDetail> {
  return eventually(() => getDeployment(tenant.scope, id), wanted);
}
