import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listings, type Node, nodes } from "./catalog";

/** Hyperbolic's marketplace: suppliers' machines, ready or not, in cents per GPU. */
export function hyperbolicTwin(world: World): Twin {
  return priceTwin(world, {
    id: "hyperbolic",
    title: "Hyperbolic",
    mount: "/hyperbolic",
    listings,
    routes: (market) => [
      {
        method: "POST",
        path: "/v1/marketplace",
        open: true,
        run: (call) => json(200, { instances: nodes.map((node) => nodeView(market, call, node)) }),
      },
    ],
    refusals: jsonRefusals((_status, message) => ({ message })),
  });
}

function nodeView(market: Market, call: TwinCall, node: Node) {
  const { account } = call.caller;
  const free = market.stock(node.id, node.region, account);
  return {
    id: node.id,
    cluster_name: node.clusterName,
    supplier_id: node.supplierId,
    status: node.status,
    reserved: node.reserved,
    gpus_total: node.gpusTotal,
    gpus_reserved: Math.max(0, node.gpusTotal - free),
    has_persistent_storage: false,
    network: {},
    location: { region: node.region },
    hardware: hardwareView(node),
    instances: [],
    pricing: {
      price: {
        amount: Math.round(microsToNumber(market.price(node.id, account)) * 100),
        period: node.period,
        agent: "platform",
      },
    },
  };
}

function hardwareView(node: Node) {
  const gpu = {
    hardware_type: "gpu",
    model: node.model,
    clock_speed: 1_000,
    compute_power: 1_000,
    ram: node.ramMb,
    interface: node.interface,
  };
  return {
    cpus: [{ hardware_type: "cpu", model: "AMD-166", cores: 64, virtual_cores: 128 }],
    gpus: [gpu],
    storage: [{ hardware_type: "storage", capacity: 80 }],
    ram: [{ hardware_type: "ram", capacity: 1_070 }],
  };
}
