import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const projectId = "09ae8411-0fbb-411c-898c-2b8f19622ae1";
const id = "ca39e669-47ee-456b-968d-303234fbf99f";
const diskId = "123e4567-e89b-12d3-a456-426614174000";
const project = `/projects/${projectId}`;
const machines = `${project}/compute/vms/instances`;
const disks = `${project}/storage/disks`;
const coded = (code: string, message = "refused") => ({ code, message });

export const known: ProviderCase = {
  credentials: { accessKeyId: "our-access-key", secretKey, projectId },
  recording: {
    [`GET ${project}/compute/vms/types`]: fixture("crusoe/types"),
    "GET /capacities": fixture("crusoe/capacities"),
    "GET /users/identities": fixture("crusoe/identity"),
    "GET /organizations/projects?skip_loading_project_resources=true": fixture("crusoe/projects"),
    "GET /users/ssh-keys": fixture("crusoe/ssh-keys"),
    [`GET ${machines}?limit=100`]: fixture("crusoe/vms-1"),
    [`GET ${machines}?limit=100&next_token=bXktbGFzdC12bQ%3D%3D`]: fixture("crusoe/vms-2"),
    [`POST ${machines}`]: fixture("crusoe/vm-operation"),
    [`GET ${machines}/operations/`]: fixture("crusoe/vm-operation-done"),
    [`GET ${machines}/operations?resource_id=${id}`]: fixture("crusoe/no-items"),
    [`GET ${machines}/${id}`]: fixture("crusoe/vm"),
    [`PATCH ${machines}/${id}`]: fixture("crusoe/vm-operation"),
    [`DELETE ${machines}/${id}`]: fixture("crusoe/vm-operation"),
    [`GET ${disks}?exclude_os=true`]: fixture("crusoe/disks"),
    [`GET ${disks}?disk_names=ch-test-1-data`]: fixture("crusoe/no-items"),
    [`POST ${disks}`]: fixture("crusoe/disk-operation"),
    [`GET ${disks}/operations/`]: fixture("crusoe/disk-operation-done"),
    [`DELETE ${disks}/${diskId}`]: fixture("crusoe/disk-operation"),
  },
  offers: [
    "l40s-48gb.1x/us-east1-a 1.5 x1 available",
    "l40s-48gb.1x/us-southcentral1-a 1.5 x1 limited",
    "h100-80gb-sxm-ib.8x/us-east1-a 31.2 x8 unavailable",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: coded("bad_credential") },
    { kind: "missing-right", status: 403, json: coded("unauthorized") },
    { kind: "rate-limited", status: 429, json: coded("too_many_requests") },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "l40s-48gb.1x",
      gpuCount: 1,
      region: "us-east1-a",
      tier: null,
      ports: [],
    },
    launchCall: `POST ${machines}`,
    getCall: `GET ${machines}/${id}`,
    listCall: `GET ${machines}?limit=100`,
    hasOwnAddress: true,
    endCall: `DELETE ${machines}/${id}`,
    id,
    statusField: "name",
    gone: { status: 404, json: coded("not_found", "vm not found") },
    unknownStatus: { ...fixture("crusoe/vm"), state: "STATE_HIBERNATING" },
    launchRefusals: [
      { kind: "invalid-request", status: 400, json: coded("bad_request", "invalid type") },
      { kind: "quota", status: 400, json: coded("400", "quota_exceeded") },
      { kind: "no-capacity", status: 400, json: coded("out_of_stock") },
      { kind: "ambiguous", status: 400, json: coded("bad_request", "vm already exists") },
      { kind: "missing-right", status: 403, json: coded("403", "unauthorized") },
      { kind: "ambiguous", status: 404, json: { message: "no route" } },
      { kind: "rate-limited", status: 429, json: coded("too_many_requests") },
      { kind: "ambiguous", status: 500, json: coded("internal_error") },
      { kind: "ambiguous", status: 503, json: coded("unavailable") },
    ],
  },
  priceFields: ["gpu_type"],
  document: { file: "crusoe.json", closed: "deep", prefix: "" },
};
