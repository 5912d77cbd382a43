/**
 * Regions of the public cloud: those with GPU prices in 2026-06, and those opened since. One that has
 * none answers an empty list.
 */
export const regions: readonly string[] =
  "australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth canadacentral canadaeast centralindia centralus chilecentral eastasia eastus eastus2 francecentral francesouth germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southindia spaincentral swedencentral switzerlandnorth switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope westus westus2 westus3".split(
    " ",
  );
