import { cloudriftTwin } from "./cloudrift/twin";
import { fluidstackTwin } from "./fluidstack/twin";
import { gcpTwin } from "./gcp/twin";
import { lambdaTwin } from "./lambda/twin";
import { runpodTwin } from "./runpod/twin";
import type { Twin, World } from "./twin";
import { vultrTwin } from "./vultr/twin";

/** Every provider of the sandbox. */
export function openTwins(world: World): Twin[] {
  return [
    runpodTwin(world),
    lambdaTwin(world),
    vultrTwin(world),
    cloudriftTwin(world),
    fluidstackTwin(world),
    gcpTwin(world),
  ];
}
