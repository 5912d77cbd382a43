import { awsTwin } from "./aws/twin";
import { azureTwin } from "./azure/twin";
import { cloudriftTwin } from "./cloudrift/twin";
import { lambdaTwin } from "./lambda/twin";
import { ociTwin } from "./oci/twin";
import { ovhcloudTwin } from "./ovhcloud/twin";
import { runpodTwin } from "./runpod/twin";
import { scalewayTwin } from "./scaleway/twin";
import type { Twin, World } from "./twin";
import { vultrTwin } from "./vultr/twin";

/** Every provider of the sandbox. */
export function openTwins(world: World): Twin[] {
  return [
    runpodTwin(world),
    lambdaTwin(world),
    vultrTwin(world),
    cloudriftTwin(world),
    scalewayTwin(world),
    ovhcloudTwin(world),
    ociTwin(world),
    azureTwin(world),
    awsTwin(world),
  ];
}
