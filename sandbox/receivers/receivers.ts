import { z } from "zod";
import { type ControlRoute, fine, wrong } from "../control/route";
import { type Answer, json, type WireRequest } from "../wire/answer";

const KEPT = 500;

const faultSchema = z.object({
  /** Part of the path it hits. */
  path: z.string().min(1),
  status: z.number().int().optional(),
  retryAfterS: z.number().optional(),
  body: z.string().default(""),
  /** Taken, but the answer never comes. */
  cut: z.boolean().default(false),
  times: z.number().int().min(1).default(1),
});
type Fault = z.infer<typeof faultSchema>;

interface Post {
  path: string;
  headers: Record<string, unknown>;
  body: unknown;
  text: string;
}

/** Where Slack, Discord and programs of teams take messages: each post is kept to be looked at. */
export function openReceivers() {
  const posts: Post[] = [];
  const faults: Fault[] = [];

  const take = (path: string): Fault | undefined => {
    const fault = faults.find((one) => path.includes(one.path));
    if (fault && --fault.times < 1) faults.splice(faults.indexOf(fault), 1);
    return fault;
  };
  const receive = (call: WireRequest, thanks: Answer): Answer => {
    const { path, headers, body, bodyText } = call;
    const fault = take(path);
    if (fault?.status !== undefined) return refusal(fault, fault.status);
    posts.push({ path, headers, body, text: bodyText });
    if (posts.length > KEPT) posts.shift();
    return fault?.cut ? { ...thanks, cut: true } : thanks;
  };
  const routes: ControlRoute[] = [
    {
      method: "POST",
      path: "/slack/services/:team/:app/:secret",
      run: (call) => receive(call, { status: 200, text: "ok", type: "text/html" }),
    },
    {
      method: "POST",
      path: "/discord/api/webhooks/:id/:token",
      run: (call) => receive(call, json(200, { id: String(100_000 + posts.length) })),
    },
    { method: "POST", path: "/receivers/:name", run: (call) => receive(call, { status: 204 }) },
    {
      method: "GET",
      path: "/control/receivers",
      run: ({ query }) => fine(posts.filter(({ path }) => path.includes(query.get("path") ?? ""))),
    },
    {
      method: "POST",
      path: "/control/receivers/faults",
      run({ body }) {
        const parsed = faultSchema.safeParse(body);
        if (!parsed.success) return wrong(z.prettifyError(parsed.error));
        faults.push(parsed.data);
        return fine();
      },
    },
  ];
  return routes;
}

function refusal({ body, retryAfterS }: Fault, status: number): Answer {
  const headers: Record<string, string> =
    retryAfterS === undefined ? {} : { "Retry-After": String(retryAfterS) };
  return { status, text: body, type: "text/plain", headers };
}
