import { z } from "zod";
import type { Store } from "../store";

/** Hands out addresses of the played network, each to one machine. */
export interface Addresses {
  next(): string;
}

const HOSTS = 254;
const NETS = 256;

/** Addresses of 198.18.0.0/15, which is kept for such plays and routed nowhere. */
export function openAddresses(store: Store): Addresses {
  const counters = store.collection("network.addresses", (value) => z.number().parse(value));
  return {
    next() {
      const count = counters.get("given") ?? 0;
      counters.put("given", count + 1);
      const net = Math.floor(count / HOSTS);
      const half = Math.floor(net / NETS) % 2;
      return `198.${18 + half}.${net % NETS}.${1 + (count % HOSTS)}`;
    },
  };
}
