import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const id = "3164444";
const volumeId = "506f78a4-e098-11e5-ad9f-000f53306ae1";
const says = (code: string, message: string) => ({ id: code, message, request_id: "4d9d8375" });
const refuses = (message: string) => says("unprocessable_entity", message);
const droplet = fixture("digitalocean/droplet").droplet;

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /v2/sizes?per_page=200&page=1": fixture("digitalocean/sizes-1"),
    "GET /v2/sizes?per_page=200&page=2": fixture("digitalocean/sizes-2"),
    "GET /v2/account": fixture("digitalocean/account"),
    "GET /v2/customers/my/balance": fixture("digitalocean/balance"),
    "GET /v2/account/keys?per_page=200&page=1": fixture("digitalocean/ssh-keys"),
    "POST /v2/account/keys": fixture("digitalocean/ssh-key-added"),
    "POST /v2/droplets": fixture("digitalocean/droplet-made"),
    "GET /v2/droplets?type=gpus&per_page=200&page=1": fixture("digitalocean/droplets-1"),
    "GET /v2/droplets?type=gpus&per_page=200&page=2": fixture("digitalocean/droplets-2"),
    [`GET /v2/droplets/${id}`]: fixture("digitalocean/droplet"),
    [`GET /v2/droplets/${id}/actions?per_page=50`]: fixture("digitalocean/actions"),
    [`POST /v2/droplets/${id}/actions`]: fixture("digitalocean/action"),
    [`DELETE /v2/droplets/${id}`]: null,
    "GET /v2/volumes?per_page=200&page=1": fixture("digitalocean/volumes"),
    [`POST /v2/volumes/${volumeId}/actions`]: fixture("digitalocean/volume-action"),
    [`DELETE /v2/volumes/${volumeId}`]: null,
  },
  offers: [
    "gpu-h100x8-640gb/nyc1 23.92 x8 available",
    "gpu-mi300x8-1536gb/nyc1 15.92 x8 available",
    "gpu-h100x1-80gb/nyc2 3.39 x1 available",
    "gpu-h100x1-80gb/tor1 3.39 x1 available",
    "gpu-mi325x8-2048gb/nowhere 30.4 x8 unavailable",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: says("unauthorized", "Unable to authenticate you") },
    { kind: "missing-right", status: 403, json: says("forbidden", "You are not authorized") },
    { kind: "rate-limited", status: 429, json: says("too_many_requests", "API Rate limit.") },
  ],
  machines: {
    spec: { ...spec, instanceType: "gpu-h100x1-80gb", gpuCount: 1, region: "tor1", tier: null },
    launchCall: "POST /v2/droplets",
    getCall: `GET /v2/droplets/${id}`,
    listCall: "GET /v2/droplets?type=gpus&per_page=200&page=1",
    hasOwnAddress: true,
    endCall: `DELETE /v2/droplets/${id}`,
    id,
    gone: {
      status: 404,
      json: says("not_found", "The resource you requested could not be found."),
    },
    unknownStatus: { droplet: { ...Object(droplet), status: "hibernating" } },
    launchRefusals: [
      {
        kind: "no-capacity",
        status: 422,
        json: refuses("Size is not available in this region."),
      },
      { kind: "no-capacity", status: 422, json: refuses("Region is not available") },
      {
        kind: "quota",
        status: 422,
        json: refuses("creating this/these droplet(s) will exceed your droplet limit"),
      },
      {
        kind: "quota",
        status: 403,
        json: says("forbidden", "Your GPU Droplet limit is 0. Contact support to raise it."),
      },
      { kind: "no-balance", status: 422, json: refuses("Add a payment method to continue.") },
      {
        kind: "invalid-request",
        status: 422,
        json: refuses("You specified an invalid image for Droplet creation."),
      },
      { kind: "missing-right", status: 403, json: says("forbidden", "You are not authorized") },
      { kind: "rate-limited", status: 429, json: says("too_many_requests", "API Rate limit.") },
      {
        kind: "ambiguous",
        status: 500,
        json: says("server_error", "Unexpected server-side error"),
      },
      { kind: "ambiguous", status: 503, json: says("service_unavailable", "Unavailable") },
    ],
  },
  priceFields: ["price_hourly"],
  document: {
    file: "digitalocean.json",
    closed: "top",
    prefix: "",
    statuses: {
      "POST /v2/account/keys": 201,
      "POST /v2/droplets": 202,
      [`POST /v2/droplets/${id}/actions`]: 201,
    },
  },
};
