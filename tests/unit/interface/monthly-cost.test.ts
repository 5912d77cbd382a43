import { expect, it } from "vitest";
import { monthlyCost, rankByMonth } from "@/components/prices/gpu/monthly-cost";
import { feesOf } from "@/lib/market/fees";
import type { FeesView } from "@/lib/market/types";

const offer = (fees: Partial<FeesView>, pricePerHour = "2") => ({
  providerId: "runpod",
  providerName: "RunPod",
  gpuCount: 1,
  pricePerHour,
  fees: {
    storage: "0.1",
    stoppedStorage: "0.2",
    egress: "0.05",
    stopped: "disk",
    source: null,
    ...fees,
  } as const,
});
const use = { hours: 73, storageGb: 100, egressGb: 40 };

it("adds the disk while it runs and while it is stopped, and the traffic", () => {
  expect(monthlyCost(offer({}), use)).toEqual({
    machine: "146",
    storage: "19",
    egress: "2",
    total: "167",
    isLeast: false,
  });
});

it("charges a machine of several GPUs whole", () => {
  const machine = { ...offer({}, "24"), gpuCount: 8 };
  expect(monthlyCost(machine, use)).toMatchObject({ machine: "1752", total: "1773" });
});

it("charges a machine that costs as much stopped for the whole month", () => {
  const cost = monthlyCost(offer({ stopped: "full" }), use);
  expect(cost).toMatchObject({ machine: "1460", storage: "10", total: "1472" });
});

it.each(["nothing", "cannot-stop"] as const)(
  "charges nothing for idle hours where it is %s",
  (stopped) => {
    expect(monthlyCost(offer({ stopped }), use)).toMatchObject({ machine: "146", storage: "1" });
  },
);

it("says that a total is the least it costs where a fee in use is not published", () => {
  const unknown = offer({ egress: null });
  expect(monthlyCost(unknown, use)).toMatchObject({ egress: null, total: "165", isLeast: true });
  expect(monthlyCost(unknown, { ...use, egressGb: 0 }).isLeast).toBe(false);
  expect(monthlyCost(offer({ stopped: null }), use).isLeast).toBe(true);
  expect(monthlyCost(offer({ stopped: null }), { ...use, hours: 730 }).isLeast).toBe(false);
});

it("puts what costs least in the end first, not what costs least an hour", () => {
  const cheapHour = offer({ stopped: "full" }, "1");
  const dearHour = offer({ stopped: "nothing" }, "3");
  expect(rankByMonth([cheapHour, dearHour], use)[0]?.offer).toBe(dearHour);
});

it("counts the full price where nobody says what a stopped machine costs, and does not call it told", () => {
  expect(feesOf("tensordock").stopped).toBe("assumed");
  expect(feesOf("vultr").stopped).toBe("full");
  const [guessed, told] = (["assumed", "full"] as const).map((stopped) =>
    monthlyCost(offer({ stopped }), use),
  );
  expect(guessed).toEqual(told);
});
