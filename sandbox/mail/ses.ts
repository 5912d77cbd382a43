import { z } from "zod";
import type { Clock } from "../clock";
import type { ControlRoute } from "../control/route";
import { type Answer, json, type WireRequest } from "../wire/answer";
import { isSignedBy } from "./aws-signature";
import { keepMail } from "./keep-mail";
import type { Mailbox } from "./mailbox";
import type { SmtpFaults } from "./smtp-faults";

/** The one key that may send here. */
const KEY = { id: "AKIASANDBOX0000SES", secret: "sandbox-ses-secret", service: "ses" };

const mail = z.object({
  Destination: z.object({ ToAddresses: z.array(z.email()).min(1) }),
  Content: z.object({ Raw: z.object({ Data: z.base64().min(1) }) }),
});

/** Amazon SES's way to send one written mail (v2), with the signature of every call checked. */
export function sesRoutes(mailbox: Mailbox, faults: SmtpFaults, clock: Clock): ControlRoute[] {
  let count = 0;
  const run = async (call: WireRequest): Promise<Answer> => {
    if (!isSignedBy(call, KEY)) {
      return refusal(403, "SignatureDoesNotMatch", "The request signature does not match");
    }
    const parsed = mail.safeParse(call.body);
    if (!parsed.success) {
      return refusal(400, "BadRequestException", z.prettifyError(parsed.error));
    }
    const to = parsed.data.Destination.ToAddresses;
    const fault = faults.take(to, ["reject-550", "defer-451", "cut-after-data", "key-revoked"]);
    if (fault?.kind === "key-revoked") {
      return refusal(400, "SendingPausedException", "Sending is paused for this account");
    }
    if (fault?.kind === "reject-550")
      return refusal(400, "MessageRejected", "Address is not taken");
    if (fault?.kind === "defer-451") {
      return refusal(429, "TooManyRequestsException", "Too many requests");
    }
    const raw = Buffer.from(parsed.data.Content.Raw.Data, "base64");
    await keepMail(mailbox, clock, { raw, to, from: "" });
    count += 1;
    const taken = json(200, { MessageId: `sandbox-ses-${count}` });
    return fault ? { ...taken, cut: true } : taken;
  };
  return [{ method: "POST", path: "/ses/v2/email/outbound-emails", run }];
}

function refusal(status: number, name: string, message: string): Answer {
  return { ...json(status, { message }), headers: { "x-amzn-ErrorType": name } };
}
