import { charge } from "../../ledger";
import { type Box, MINUTE_MS, microsInCurrency } from "./hall";

/**
 * A machine as the API answers it. Its cost is what it has cost so far; where it is reached is told
 * also while it is paused, and then out of date.
 */
export function toView(box: Box, nowMs: number) {
  const { wire } = box;
  const isVm = wire.template === "vm";
  const isPlaced = box.state !== "Creating";
  return {
    machine_id: Number(box.id),
    status: box.state,
    instance_name: box.name,
    template: wire.template,
    region: box.region,
    gpu_type: wire.gpuType,
    num_gpus: box.units,
    hdd: wire.diskGb,
    is_spot: wire.isSpot,
    fs_id: null,
    duration: "hour",
    frequency: "hour",
    cost: microsInCurrency(charge(box.segments, MINUTE_MS, nowMs).total, box.account),
    public_ip: isPlaced && isVm ? wire.ip : null,
    ssh_str: isPlaced ? sshCommand(box) : null,
    url: null,
    endpoints: [],
  };
}

function sshCommand({ wire }: Box): string {
  if (wire.template === "vm") return `ssh -o StrictHostKeyChecking=no ubuntu@${wire.ip}`;
  return `ssh -o StrictHostKeyChecking=no -p ${wire.port} root@${wire.ip}`;
}
