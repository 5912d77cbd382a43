import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import type { Bazaar } from "./bazaar";
import { withRight } from "./rights";

const FOLDER = "/logs/vast.ai/instance_logs";
const LINES = 40;

/** Asking for logs answers an address at a storage host, which knows no keys. */
export function logRoutes(bazaar: Bazaar): TwinRoute[] {
  return [
    withRight("instances", {
      method: "PUT",
      path: "/api/v0/instances/request_logs/:id/",
      run: (call) => requestLogs(bazaar, call),
    }),
    {
      method: "GET",
      path: `${FOLDER}/:file`,
      open: true,
      run: (call) => readFile(bazaar, call),
    },
  ];
}

function requestLogs(bazaar: Bazaar, call: TwinCall): Answer {
  const instance = bazaar.instances.find(call.params.id ?? "");
  if (!instance || instance.gone)
    return json(404, { error: "invalid_id", msg: "Invalid instance id." });
  if (instance.account !== call.caller.account) {
    const msg = "Not authorized to view logs for this instance";
    return json(403, { error: "not_authorized", msg });
  }
  const file = `${instance.id}.log`;
  bazaar.logs.put(file, 0);
  const result_url = `http://${call.headers.host}/vastai${FOLDER}/${file}`;
  return json(200, { success: true, result_url, msg: "" });
}

/** The file is not there at once; a call that brings a key is refused. */
function readFile(bazaar: Bazaar, call: TwinCall): Answer {
  const file = call.params.file ?? "";
  const fetched = bazaar.logs.get(file);
  if (call.headers.authorization !== undefined) {
    return { status: 400, text: "<Error><Code>InvalidArgument</Code></Error>", type: "text/xml" };
  }
  if (fetched === undefined || fetched === 0) {
    if (fetched === 0) bazaar.logs.put(file, 1);
    return { status: 403, text: "<Error><Code>AccessDenied</Code></Error>", type: "text/xml" };
  }
  const lines = Array.from({ length: LINES }, (_, at) => `line ${at + 1} of ${file}`);
  return { status: 200, text: `${lines.join("\n")}\n` };
}
