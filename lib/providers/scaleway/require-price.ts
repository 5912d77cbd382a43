import type { LaunchSpec } from "../contract";
import { requireAgreed } from "../require-agreed";
import type { ScalewayCalls } from "./client";
import { toPriceList } from "./map";
import type { Zone } from "./zones";

/** Throws `conflict` where a machine is dearer by now than was agreed to, or no longer sold. */
export async function requirePrice(
  calls: Pick<ScalewayCalls, "instanceProductsIn">,
  zone: Zone,
  spec: LaunchSpec,
): Promise<void> {
  const { offers } = toPriceList(await calls.instanceProductsIn(zone));
  const offer = offers.find(
    ({ instanceType, region }) => instanceType === spec.instanceType && region === zone,
  );
  requireAgreed(offer?.pricePerHourMicros ?? null, spec, offer?.currency);
}
