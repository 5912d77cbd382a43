import { expect, it } from "vitest";
import { getDeployment } from "@/lib/deployments/queries";
import {
  askFor,
  billOf,
  callsOf,
  eventually,
  isRunning,
  makeTenant,
  rentTwins,
  setFault,
} from "../operations/rented-world";
import { rentStandBy, runUntilCrash } from "./engine-process";

const twins = rentTwins();
const standBy = rentStandBy();

it.each(["create.absent:before", "create.absent:after"])(
  "a worker killed at %s, where a launch is proved to have made nothing, leaves one machine under the next name",
  async (point) => {
    const tenant = await makeTenant(twins.sandbox);
    await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: "connection-reset" });
    const id = await askFor(tenant);
    expect(await runUntilCrash(point)).toBe("SIGKILL");
    expect((await billOf(tenant)).machines).toEqual([]);

    standBy.work();
    const running = await eventually(() => getDeployment(tenant.scope, id), isRunning);
    const calls = running.operations[0]?.calls ?? [];
    expect(calls.map(({ status }) => status)).toEqual(["ABSENT", "OK"]);
    expect(calls.map(({ name }) => name.slice(-2))).toEqual(["-1", "-2"]);
    expect(await callsOf(tenant, "POST", /\/pods$/)).toBe(2);
    const bill = await billOf(tenant);
    expect(bill.machines.map((machine) => machine.id)).toEqual([running.providerInstanceId]);
    expect(bill.maxConcurrent).toBe(1);
  },
);
