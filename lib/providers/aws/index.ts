import { z } from "zod";
import type { AdapterSettings, PriceList, ProviderAdapter, ProviderOffer } from "../contract";
import { ProviderError } from "../errors";
import { fewAtATime } from "../few-at-a-time";
import { joinLists, readRows } from "../read-rows";
import { withTimeLimit } from "../time-limit";
import { awsClient } from "./client";
import { type Machine, spotRows, toOnDemandOffers, toSpotOffers } from "./map";
import { meta } from "./meta";
import { mayHoldGpu } from "./read-type";
import { anyRow, anySize, type Location, location, onDemandRow, spotSize } from "./wire";

const REGIONS_AT_A_TIME = 6;
const WHOLE_LIST_MS = 90_000;

const spotRow = z.object({ region: z.string(), size: spotSize });

/** Amazon EC2: GPU instances in every region, on demand and spot, published without a key. */
export function createAws({ baseUrl, hosts }: AdapterSettings): ProviderAdapter {
  const client = awsClient(baseUrl, hosts?.spot ?? baseUrl);
  return {
    meta,
    prices: {
      async list(context) {
        const signal = withTimeLimit(WHOLE_LIST_MS, context.signal);
        const regions = readRegions(await client.locations({ signal }));
        const [lists, spot] = await Promise.all([
          fewAtATime(regions, REGIONS_AT_A_TIME, async (region) =>
            readRegion(region, await client.onDemand(region.name, { signal })),
          ),
          client.spot({ signal }),
        ]);
        const onDemand = joinLists(lists);
        const machines = new Map<string, Machine>(
          onDemand.offers.map((offer) => [offer.instanceType, machineOf(offer)]),
        );
        const rows = spotRows(spot).filter(({ size }) => isGpuSize(size));
        return joinLists([onDemand, readRows(rows, spotRow, (row) => toSpotOffers(row, machines))]);
      },
    },
  };
}

function readRegions(places: Readonly<Record<string, unknown>>): Location[] {
  const regions = Object.values(places).flatMap((place) => {
    const parsed = location.safeParse(place);
    return parsed.success && parsed.data.type === "AWS Region" ? [parsed.data] : [];
  });
  if (regions.length > 0) return regions;
  throw new ProviderError("transient", { detail: "answer not understood: no region" });
}

type OnDemandFile = Awaited<ReturnType<ReturnType<typeof awsClient>["onDemand"]>>;

function readRegion({ name, code }: Location, file: OnDemandFile): PriceList {
  if (file === null) {
    return { offers: [], skipped: [{ reason: "a region without a price list", example: name }] };
  }
  const rows = Object.values(file.regions).flatMap((region) => Object.values(region));
  return readRows(rows.filter(isGpuRow), onDemandRow, (row) => toOnDemandOffers(row, code));
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function isGpuRow(row: unknown): boolean {
  const parsed = anyRow.safeParse(row);
  return !parsed.success || mayHoldGpu(parsed.data["Instance Type"]);
}

function isGpuSize(size: unknown): boolean {
  const parsed = anySize.safeParse(size);
  return !parsed.success || mayHoldGpu(parsed.data.size);
}

const machineOf = ({ vcpu, ramGb, diskGb }: ProviderOffer): Machine => ({ vcpu, ramGb, diskGb });
