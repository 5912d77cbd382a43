import { expect, it } from "vitest";
import { isMostlyBuilt } from "@/lib/billing/sold";
import { featuresOf, isAvailable } from "@/lib/billing/tiers";

it("takes money for a tier only where more than half of what it adds is built", () => {
  for (const tier of ["pro", "enterprise"] as const) {
    const planned = featuresOf(tier).filter((feature) => !isAvailable(feature));
    expect(isMostlyBuilt(tier)).toBe(planned.length < featuresOf(tier).length / 2);
  }
});
