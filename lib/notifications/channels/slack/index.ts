import type { HttpResponse } from "@/lib/http";
import type { Channel, Message, Outcome } from "@/lib/notifications/channels/contract";
import { baseOf } from "@/lib/notifications/channels/played-base";
import { outcomeOfRefusal, postJson } from "@/lib/notifications/channels/post-json";

const HOST = "https://hooks.slack.com";
const pathShape = /^\/services\/[A-Z0-9]+\/[A-Z0-9]+\/[A-Za-z0-9]+$/;
/** What Slack says of a hook that will never take a message again. */
const endings =
  /no_service|no_team|invalid_token|channel_is_archived|channel_not_found|action_prohibited/;

/** A channel of Slack, by its incoming webhook. */
export const slack: Channel = {
  kind: "slack",
  owner: "team",
  limitMs: 20_000,
  readAddress(typed) {
    const url = URL.parse(typed.trim());
    if (url?.origin !== HOST || !pathShape.test(url.pathname)) return null;
    return { to: url.pathname, shown: `hooks.slack.com …${url.pathname.slice(-4)}` };
  },
  send: ({ to, deliveryId, message }) =>
    postJson({ url: `${baseOf("slack", HOST)}${to}`, body: toBody(message) }, (answer) =>
      readAnswer(answer, deliveryId),
    ),
};

function toBody({ subject, lines, link, linkText }: Message) {
  return {
    text: escapeText(subject),
    blocks: [
      // What people and providers wrote is no markup, which Slack cannot escape.
      { type: "header", text: { type: "plain_text", text: subject.slice(0, 150) } },
      {
        type: "section",
        text: { type: "plain_text", text: lines.join("\n").slice(0, 3_000) || " " },
      },
      { type: "section", text: { type: "mrkdwn", text: `<${link}|${escapeText(linkText)}>` } },
    ],
    unfurl_links: false,
  };
}

/** Slack's own three; a name cannot become a link or a mention. */
function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Slack names no message here, so ours stands for it. */
function readAnswer(answer: HttpResponse, deliveryId: string): Outcome {
  if (answer.status === 200) return { kind: "sent", externalId: deliveryId };
  const outcome = outcomeOfRefusal(answer);
  const isOver = [403, 404, 410].includes(answer.status) && endings.test(answer.text);
  return outcome.kind === "dead" && isOver ? { ...outcome, ends: "gone" } : outcome;
}
