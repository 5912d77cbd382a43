import type { Machine, MachineBook } from "../machines";
import type { Market } from "../market";

/**
 * How many of an offer an account can still have in a region: what is in stock less the units its
 * own machines hold. `holds` tells whether a machine that stands there keeps its GPU.
 */
export function stockLeftOf<W>(
  market: Market,
  book: MachineBook<W>,
  holds: (machine: Machine<W>) => boolean = () => true,
) {
  return (offer: string, region: string, account: string): number => {
    const held = book
      .all(account)
      .filter((one) => !one.gone && one.offer === offer && one.region === region && holds(one))
      .reduce((sum, { units }) => sum + units, 0);
    return market.stock(offer, region, account) - held;
  };
}
