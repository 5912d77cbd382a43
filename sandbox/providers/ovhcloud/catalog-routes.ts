import type { Market } from "../../market";
import { usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Flavor, flavors } from "./catalog";
import { fail } from "./refusals";

const TAX_PERCENT = 19;
/** Prices on this wire are whole numbers of 1e-8 of the currency. */
const PARTS_PER_MICRO = 100n;

/** The order catalogue, which needs no key. */
export function catalogRoutes(market: Market): TwinRoute[] {
  const path = "/order/catalog/public/cloud";
  return [{ method: "GET", path, open: true, run: (call) => catalog(market, call) }];
}

function catalog(market: Market, call: TwinCall): Answer {
  const subsidiary = call.query.get("ovhSubsidiary");
  if (subsidiary === null) return fail(400, "Missing parameter: ovhSubsidiary");
  return json(200, {
    catalogId: 4871,
    locale: { currencyCode: "EUR", subsidiary, taxRate: TAX_PERCENT },
    plans: [{ planCode: "project.2018", product: "cloud", pricings: [] }],
    addons: [
      ...flavors.flatMap((flavor) => flavor.endings.map((end) => addon(market, flavor, end))),
      snapshot,
    ],
  });
}

function addon(market: Market, flavor: Flavor, ending: string) {
  const isMonthly = ending.startsWith("monthly");
  const { gpu } = flavor;
  return {
    planCode: `${flavor.name}.${ending}`,
    invoiceName: flavor.name,
    addonFamilies: [],
    product: "publiccloud-instance",
    pricingType: "consumption",
    pricings: [pricing(isMonthly ? monthly(flavor) : hourly(market, flavor), isMonthly)],
    configurations: [],
    family: null,
    blobs: {
      commercial: { brick: flavor.brick, brickSubtype: null, name: flavor.name },
      tags: flavor.tags,
      technical: {
        cpu: { cores: flavor.vcpu, frequency: 3, model: "vCore", type: "vCore" },
        ...(gpu && { gpu }),
        memory: { size: flavor.ramGb },
        name: flavor.name,
        os: { family: flavor.windows ? "windows" : "linux" },
        storage: {
          disks: [{ capacity: flavor.diskGb, number: 1, technology: "NVMe" }],
          raid: "local",
        },
      },
    },
  };
}

function hourly(market: Market, flavor: Flavor): bigint {
  return market.has(flavor.name)
    ? market.price(flavor.name, "main")
    : usdToMicros(flavor.eurPerHour);
}

function monthly(flavor: Flavor): bigint {
  return usdToMicros(flavor.eurPerMonth ?? 0);
}

function pricing(micros: bigint, isMonthly: boolean) {
  const price = Number(micros * PARTS_PER_MICRO);
  return {
    phase: 0,
    capacities: ["consumption"],
    commitment: 0,
    description: isMonthly ? "monthly prices" : "hourly prices",
    interval: 1,
    intervalUnit: isMonthly ? "month" : "hour",
    price,
    formattedPrice: `${(Number(micros) / 1e6).toFixed(2)} €`,
    tax: Math.round((price * TAX_PERCENT) / 100),
    mode: "default",
    strategy: "tiered",
    type: "consumption",
  };
}

/** One of the many rows that are no instance. */
const snapshot = {
  planCode: "snapshot.consumption",
  invoiceName: "snapshot",
  product: "publiccloud-snapshot",
  pricingType: "consumption",
  pricings: [pricing(11n, false)],
  blobs: null,
};
