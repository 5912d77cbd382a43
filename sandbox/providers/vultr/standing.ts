import { type Gpus, ownDoors, type Standing } from "../../network/standing";
import { plans } from "./catalog";
import type { Server } from "./lot";

/** Gigabytes of a whole card; a plan's memory is that of all its cards, or of a part of one. */
const cardGb: Readonly<Record<string, number>> = {
  NVIDIA_A100: 80,
  NVIDIA_A16: 16,
  NVIDIA_A40: 48,
  NVIDIA_GH200: 96,
  NVIDIA_L40S: 48,
};

/** A machine with an address of its own. */
export function standingOf({ state, wire, offer }: Server): Standing {
  const user = wire.userScheme === "limited" ? "linuxuser" : "root";
  const gpus = wire.kind === "vm" ? gpusOf(offer) : metalGpus(offer);
  return { isUp: state === "running", doors: ownDoors(wire.ip, user), gpus };
}

function gpusOf(offer: string): Gpus {
  const plan = plans.find((one) => one.id === offer);
  const gb = plan?.gpu_vram_gb ?? 0;
  const whole = cardGb[plan?.gpu_type ?? ""] ?? gb;
  return {
    maker: "nvidia",
    name: (plan?.gpu_type ?? "").replaceAll("_", " "),
    count: gb === 0 ? 0 : Math.max(1, Math.round(gb / whole)),
    memoryMb: Math.min(gb, whole) * 1024,
  };
}

/** Bare metal tells its cards in its name: `vbm-112c-2048gb-8-h100-gpu`. */
function metalGpus(offer: string): Gpus {
  const [, many, model = ""] = /(?:gb|-)(\d+)?-([a-z0-9]+)-gpu$/.exec(offer) ?? [];
  const maker = model.startsWith("mi") ? "amd" : "nvidia";
  const name = `${maker.toUpperCase()} ${model.toUpperCase()}`;
  return { maker, name, count: Number(many ?? 1), memoryMb: 80 * 1024 };
}
