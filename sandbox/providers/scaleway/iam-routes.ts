import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Hall } from "./hall";
import { denied, wrongArgument } from "./refusals";
import { wireTime } from "./server-view";
import { addKeySchema, type SshKey } from "./server-wire";

const PATH = "/iam/v1alpha1/ssh-keys";
const LARGEST_PAGE = 100;

/** The SSH keys of a project: all of them stand on every server that boots in it. */
export function iamRoutes(
  hall: Hall,
  ownsProject: (account: string, project: string) => boolean,
): TwinRoute[] {
  return [
    {
      method: "GET",
      path: PATH,
      run(call) {
        const project = call.query.get("project_id");
        const isTheirs = project === null || ownsProject(call.caller.account, project);
        return isTheirs ? list(hall, call) : denied("ssh_key", "read");
      },
    },
    {
      method: "POST",
      path: PATH,
      writes: true,
      run(call) {
        const parsed = addKeySchema.safeParse(call.body);
        if (!parsed.success) return wrongArgument("public_key", "required");
        const isTheirs = ownsProject(call.caller.account, parsed.data.project_id);
        return isTheirs ? add(hall, call, parsed.data) : denied("ssh_key", "write");
      },
    },
  ];
}

function list(hall: Hall, call: TwinCall): Answer {
  const keys = hall.keysOf(call.caller.account);
  const size = Math.min(Number(call.query.get("page_size") ?? 20), LARGEST_PAGE);
  const start = (Number(call.query.get("page") ?? 1) - 1) * size;
  const rows = keys.slice(start, start + size).map((key) => view(key, call));
  return json(200, { ssh_keys: rows, total_count: keys.length });
}

function add(hall: Hall, call: TwinCall, key: { name: string; public_key: string }): Answer {
  const { account } = call.caller;
  const text = key.public_key.trim();
  if (!/^(ssh|ecdsa)-\S+ \S+/.test(text)) return wrongArgument("public_key", "is not a public key");
  if (hall.keysOf(account).some((one) => one.public_key === text)) {
    return wrongArgument("public_key", "is already in the project");
  }
  const id = hall.newId(account);
  const made = { id, name: key.name, public_key: text, createdAtMs: hall.nowMs() };
  hall.sshKeys.put(`${account}/${id}`, made);
  return json(200, view(made, call));
}

function view({ id, name, public_key, createdAtMs }: SshKey, call: TwinCall) {
  const at = wireTime(createdAtMs, call);
  return {
    id,
    name,
    public_key,
    fingerprint: `256 MD5:${id.slice(0, 2)} ${name}`,
    created_at: at,
    updated_at: at,
    organization_id: "5b2c1a7e-0000-4000-8000-00000000a0a0",
    project_id: call.query.get("project_id") ?? call.caller.account,
    disabled: false,
  };
}
