import { expect, it } from "vitest";
import { getDeployment } from "@/lib/deployments/queries";
import { rentStandBy, runUntilCrash } from "../crash/engine-process";
import {
  billOf,
  eventually,
  isRunning,
  makeTenant,
  rentTwins,
  setFault,
} from "../operations/rented-world";
import { addFallback, askRanked, triesOf } from "./ranked-offers";

const twins = rentTwins();
const standBy = rentStandBy();

const faults = ["no-capacity", "boot-fails"];
const points = faults.flatMap((fault) => [
  [fault, "create.refused:before"],
  [fault, "create.refused:after"],
]);

it.each(points)(
  "a worker that gave an offer up for %s and is killed at %s leaves one machine of the next offer",
  async (fault, point) => {
    const tenant = await makeTenant(twins.sandbox);
    const next = await addFallback(tenant, twins.sandbox.url, "runpod");
    await setFault(tenant, { method: "POST", path: "/pods$" }, { kind: fault }, null);
    const id = await askRanked(tenant, [next]);
    expect(await runUntilCrash(point)).toBe("SIGKILL");

    standBy.work();
    await eventually(() => getDeployment(tenant.scope, id), isRunning);
    expect((await billOf(tenant)).machines.filter(({ listed }) => listed)).toEqual([]);
    expect((await billOf(next)).machines).toHaveLength(1);
    expect(await triesOf(id)).toMatchObject([{ state: "refused" }, { state: "made" }]);
  },
);
