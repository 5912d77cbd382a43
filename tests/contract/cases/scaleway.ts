import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const products = "GET /product-catalog/v2alpha1/public-catalog/products";
const productPage = (number: number) =>
  `${products}?product_types=instance&page_size=1000&page=${number}`;

const project = "3a1f6c52-9d0b-4b8e-8f4e-6b7c1d2e3f40";
const native = "f3c1b8e2-5a7d-4c9e-b1f0-7d6e5c4b3a29";
const servers = (zone: string) => `/instance/v1/zones/${zone}/servers`;
const ours = servers("fr-par-2");
const one = `${ours}/${native}`;
const page = (zone: string, number: number, size = 100) =>
  `GET ${servers(zone)}?project=${project}&per_page=${size}&page=${number}`;
const elsewhere = ["fr-par-1", "fr-par-3", "nl-ams-1", "nl-ams-2", "nl-ams-3"].concat([
  "pl-waw-1",
  "pl-waw-2",
  "pl-waw-3",
  "it-mil-1",
]);
const sshKeys = "/iam/v1alpha1/ssh-keys";

const server = fixture("scaleway/server").server;
const says = (type: string, message = "") => ({ type, message });

export const known: ProviderCase = {
  credentials: { secretKey, projectId: project },
  recording: {
    [productPage(1)]: fixture("scaleway/products-1"),
    [productPage(2)]: fixture("scaleway/products-2"),
    [`${products}?product_types=instance&zone=fr-par-2&page_size=1000&page=1`]: fixture(
      "scaleway/products-fr-par-2",
    ),
    [`GET ${sshKeys}?project_id=${project}&disabled=false&page_size=100&page=1`]:
      fixture("scaleway/ssh-keys"),
    [`POST ${sshKeys}`]: fixture("scaleway/ssh-key-added"),
    ...Object.fromEntries(elsewhere.map((zone) => [page(zone, 1), fixture("scaleway/no-servers")])),
    [page("fr-par-2", 1, 1)]: fixture("scaleway/servers-1"),
    [page("fr-par-2", 1)]: fixture("scaleway/servers-1"),
    [page("fr-par-2", 2)]: fixture("scaleway/servers-2"),
    [page("fr-par-2", 3)]: fixture("scaleway/no-servers"),
    [`POST ${ours}`]: fixture("scaleway/made"),
    [`GET ${one}`]: fixture("scaleway/server"),
    [`PATCH ${one}/user_data/cloud-init`]: null,
    [`POST ${one}/action`]: fixture("scaleway/task"),
  },
  offers: [
    "/compute/b300_sxm_8_288g/run_fr-par-2 60 x8 unknown",
    "/compute/h100_sxm_2_80g/run_fr-par-2 6.62 x2 unknown",
    "/compute/render_s/run_fr-par-1 1.221 x1 unknown",
    "/compute/l4_1_24g/run_pl-waw-2 0.7875 x1 unknown",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: says("denied_authentication") },
    { kind: "missing-right", status: 403, json: { type: "permissions_denied", details: [] } },
    { kind: "rate-limited", status: 429, json: { type: "too_many_requests" } },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "H100-1-80G",
      gpuCount: 1,
      region: "fr-par-2",
      tier: null,
      diskGb: 200,
      ports: [],
      pricePerHourIn: { EUR: 2_730_000n },
    },
    launchCall: `POST ${ours}`,
    getCall: `GET ${one}`,
    listCall: page("fr-par-2", 1),
    hasOwnAddress: true,
    endCall: `POST ${one}/action`,
    id: `fr-par-2:${native}`,
    statusField: "state",
    gone: { status: 404, json: says("unknown_resource", `Instance "${native}" not found`) },
    unknownStatus: { server: { ...Object(server), state: "hibernating" } },
    launchRefusals: [
      { kind: "no-capacity", status: 412, json: { type: "out_of_stock", resource: "H100-1-80G" } },
      { kind: "quota", status: 403, json: says("quotas_exceeded", "quotas exceeded") },
      {
        kind: "quota",
        status: 400,
        json: says("invalid_request_error", "Quota exceeded for this resource."),
      },
      { kind: "invalid-request", status: 400, json: says("invalid_arguments") },
      { kind: "conflict", status: 412, json: says("precondition_failed") },
      { kind: "invalid-key", status: 401, json: says("denied_authentication") },
      { kind: "missing-right", status: 403, json: says("permissions_denied") },
      { kind: "rate-limited", status: 429, json: says("too_many_requests") },
      { kind: "ambiguous", status: 500, json: says("internal", "internal error") },
      { kind: "ambiguous", status: 503, json: says("unavailable") },
    ],
  },
  priceFields: ["units", "nanos"],
  document: {
    file: "scaleway-instance.yaml, scaleway-iam.yaml",
    closed: "top",
    prefix: "",
    statuses: { [`POST ${ours}`]: 201 },
  },
};
