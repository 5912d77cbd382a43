import { awsTwin } from "./aws/twin";
import { azureTwin } from "./azure/twin";
import { cloudriftTwin } from "./cloudrift/twin";
import { crusoeTwin } from "./crusoe/twin";
import { cudoTwin } from "./cudo/twin";
import { digitaloceanTwin } from "./digitalocean/twin";
import { fluidstackTwin } from "./fluidstack/twin";
import { gcpTwin } from "./gcp/twin";
import { hotaisleTwin } from "./hotaisle/twin";
import { hyperbolicTwin } from "./hyperbolic/twin";
import { hyperstackTwin } from "./hyperstack/twin";
import { jarvislabsTwin } from "./jarvislabs/twin";
import { lambdaTwin } from "./lambda/twin";
import { novitaTwin } from "./novita/twin";
import { ociTwin } from "./oci/twin";
import { ovhcloudTwin } from "./ovhcloud/twin";
import { primeIntellectTwin } from "./primeintellect/twin";
import { runpodTwin } from "./runpod/twin";
import { scalewayTwin } from "./scaleway/twin";
import { shadeformTwin } from "./shadeform/twin";
import { tensordockTwin } from "./tensordock/twin";
import type { Twin, World } from "./twin";
import { vastaiTwin } from "./vastai/twin";
import { verdaTwin } from "./verda/twin";
import { vultrTwin } from "./vultr/twin";

/** Every provider of the sandbox. */
export function openTwins(world: World): Twin[] {
  return [
    runpodTwin(world),
    lambdaTwin(world),
    vultrTwin(world),
    cloudriftTwin(world),
    tensordockTwin(world),
    shadeformTwin(world),
    primeIntellectTwin(world),
    jarvislabsTwin(world),
    novitaTwin(world),
    hotaisleTwin(world),
    scalewayTwin(world),
    ovhcloudTwin(world),
    ociTwin(world),
    azureTwin(world),
    awsTwin(world),
    fluidstackTwin(world),
    gcpTwin(world),
    hyperbolicTwin(world),
    cudoTwin(world),
    vastaiTwin(world),
    digitaloceanTwin(world),
    verdaTwin(world),
    hyperstackTwin(world),
    crusoeTwin(world),
  ];
}
