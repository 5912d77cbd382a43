import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type InstanceType, type Location, listingId, locations, types } from "./catalog";
import { noSuchKey } from "./refusals";

const MAP = "/pricing/2.0/meteredUnitMaps/ec2/USD/current/ec2-ondemand-without-sec-sel";

/** The files behind the page of prices on demand; none needs a key. */
export function onDemandRoutes(market: Market): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/locations/1.0/aws/current/locations.json",
      open: true,
      run: () => json(200, Object.fromEntries(locations.map((one) => [one.name, place(one)]))),
    },
    {
      method: "GET",
      path: `${MAP}/:location/Linux/index.json`,
      open: true,
      run: (call) => unitMap(market, call),
    },
  ];
}

function place({ name, code, type, continent }: Location) {
  return { name, code, type, label: name, continent };
}

function unitMap(market: Market, { params }: TwinCall): Answer {
  const location = locations.find((one) => one.name === params.location);
  if (!location?.hasPrices) return noSuchKey();
  const sold = types.filter((one) => location.code in one.usd);
  const rows = sold.map((one) => [rowName(one, location), rowView(market, one, location)]);
  return json(200, {
    manifest: {
      serviceId: "ec2",
      accessType: "publish",
      hawkFilePublicationDate: "2026-08-20T17:52:47Z",
      currencyCode: "USD",
      source: "ec2-ondemand-without-sec-sel",
    },
    regions: { [location.name]: Object.fromEntries(rows) },
    sets: {},
  });
}

/** Rows go by a name that is not the type's: `p5 48xlarge US East N. Virginia Linux`. */
function rowName({ type }: InstanceType, { name }: Location): string {
  return `${type.replace(".", " ")} ${name.replace(/[()]/g, "")} Linux`;
}

function rowView(market: Market, one: InstanceType, { name, code }: Location) {
  const price = market.price(listingId(one.type, code, false), "main");
  return {
    rateCode: `SANDBOX${one.type.length}.JRTCKXETXF.6YS6EN2CT7`,
    price: microsToNumber(price).toFixed(10),
    Location: name,
    "Instance Family": one.family,
    vCPU: String(one.vcpu),
    "Instance Type": one.type,
    Memory: `${one.memoryGib} GiB`,
    Storage: one.storage,
    "Network Performance": "Up to 100 Gigabit",
    "plc:OperatingSystem": "Linux",
    "plc:InstanceFamily": one.family,
    "Operating System": "Linux",
    "Pre Installed S/W": "NA",
    "License Model": "No License required",
  };
}
