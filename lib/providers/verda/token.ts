import { createHash } from "node:crypto";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { kindOfRefusal } from "./refusal";
import { tokenAnswer } from "./wire";

/** A token this close to its end is not used any more. */
const SPARE_MS = 60_000;

interface Held {
  readonly token: string;
  readonly untilMs: number;
}

/** Bearer tokens by credential, each kept until shortly before it ends. */
export function verdaTokens(baseUrl: string) {
  const held = new Map<string, Held>();

  async function ask(credentials: Credentials, context: CallContext): Promise<string> {
    const { clientId = "", clientSecret = "" } = credentials;
    const askedMs = performance.now();
    const answer = await callProvider({
      method: "POST",
      url: `${baseUrl}/oauth2/token`,
      body: {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
      },
      answer: tokenAnswer,
      changesMachine: false,
      secrets: [clientId, clientSecret],
      kindOf: kindOfRefusal,
      ...context,
    });
    forgetEnded();
    const untilMs = askedMs + answer.expires_in * 1000 - SPARE_MS;
    held.set(nameOf(credentials), { token: answer.access_token, untilMs });
    return answer.access_token;
  }

  function forgetEnded(): void {
    for (const [name, { untilMs }] of held) if (untilMs <= performance.now()) held.delete(name);
  }

  return {
    /** The next call asks for a token with the credentials themselves. */
    drop(credentials: Credentials): void {
      held.delete(nameOf(credentials));
    },
    async take(credentials: Credentials, context: CallContext): Promise<string> {
      const known = held.get(nameOf(credentials));
      if (known && performance.now() < known.untilMs) return known.token;
      return ask(credentials, context);
    },
    /** Another token in place of one that was refused; somebody beside us may have it already. */
    async renew(credentials: Credentials, refused: string, context: CallContext): Promise<string> {
      const known = held.get(nameOf(credentials));
      if (known && known.token !== refused) return known.token;
      return ask(credentials, context);
    },
  };
}

function nameOf({ clientId = "", clientSecret = "" }: Credentials): string {
  return createHash("sha256")
    .update(JSON.stringify([clientId, clientSecret]))
    .digest("hex");
}
