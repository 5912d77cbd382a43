import { z } from "zod";
import type { Clock } from "../clock";
import type { ControlRoute } from "../control/route";
import { type Answer, json, type WireRequest } from "../wire/answer";
import { linksOf, type Mailbox } from "./mailbox";
import type { SmtpFaults } from "./smtp-faults";

const KEY = /^Bearer SG\.sandbox[\w.-]*$/;

const address = z.object({ email: z.email(), name: z.string().optional() });
const switchedOff = z.object({ enable: z.boolean() }).optional();
const mail = z.object({
  personalizations: z.array(z.object({ to: z.array(address).min(1) })).length(1),
  from: address,
  subject: z.string().min(1),
  content: z.array(z.object({ type: z.string(), value: z.string().min(1) })).min(1),
  headers: z.record(z.string(), z.string()).default({}),
  tracking_settings: z
    .object({ click_tracking: switchedOff, open_tracking: switchedOff })
    .default({}),
});

/** SendGrid's way to send one mail (v3); keys begin with `SG.sandbox`. */
export function sendgridRoutes(mailbox: Mailbox, faults: SmtpFaults, clock: Clock): ControlRoute[] {
  let count = 0;
  const run = (call: WireRequest): Answer => {
    if (!KEY.test(call.headers.authorization ?? "")) {
      return refusal(401, "The provided authorization grant is invalid, expired, or revoked");
    }
    const parsed = mail.safeParse(call.body);
    if (!parsed.success) return refusal(400, z.prettifyError(parsed.error));
    const { personalizations, from, subject, content, headers } = parsed.data;
    const to = personalizations.flatMap((one) => one.to.map(({ email }) => email));
    const fault = faults.take(to, ["reject-550", "defer-451", "cut-after-data", "key-revoked"]);
    if (fault?.kind === "key-revoked") return refusal(403, "access forbidden");
    if (fault?.kind === "reject-550") return refusal(400, "Does not contain a valid address.");
    if (fault?.kind === "defer-451") return refusal(503, "Service unavailable");
    const text = content.find(({ type }) => type === "text/plain")?.value ?? "";
    const html = content.find(({ type }) => type === "text/html")?.value ?? "";
    mailbox.add({
      at: new Date(clock.nowMs()).toISOString(),
      to,
      from: from.email,
      subject,
      text,
      html,
      links: linksOf(text, html),
      messageId: headers["Message-ID"] ?? "",
      headers: lowerCased(headers),
      raw: "",
    });
    count += 1;
    const id = `sandbox-sendgrid-${count}`;
    const taken = { status: 202, headers: { "X-Message-Id": id } };
    return fault ? { ...taken, cut: true } : taken;
  };
  return [{ method: "POST", path: "/sendgrid/v3/mail/send", run }];
}

function refusal(status: number, message: string): Answer {
  return json(status, { errors: [{ message, field: null, help: null }] });
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
