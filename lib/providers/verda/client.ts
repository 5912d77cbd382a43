import type { z } from "zod";
import { callProvider } from "../call";
import type { CallContext, Credentials } from "../contract";
import { availabilityList, locationList, tokenAnswer, typeList } from "./wire";

/** The HTTP calls of Verda's v1 that we make; each price list begins with a token of its own. */
export function verdaClient(baseUrl: string) {
  async function token({ clientId = "", clientSecret = "" }: Credentials, { signal }: CallContext) {
    const { access_token: accessToken } = await callProvider({
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
      signal,
    });
    return accessToken;
  }

  function get<T>(path: string, answer: z.ZodType<T>, { accessToken, signal }: Call) {
    return callProvider({
      method: "GET",
      url: `${baseUrl}${path}`,
      headers: { authorization: `Bearer ${accessToken}` },
      answer,
      changesMachine: false,
      secrets: [accessToken],
      signal,
    });
  }

  return {
    /** Everything an offer is made of; on demand and spot are free in different places. */
    async priceLists(credentials: Credentials, { signal }: CallContext) {
      const call = { accessToken: await token(credentials, { signal }), signal };
      const [types, locations, onDemand, spot] = await Promise.all([
        get("/instance-types?currency=usd", typeList, call),
        get("/locations", locationList, call),
        get("/instance-availability?is_spot=false", availabilityList, call),
        get("/instance-availability?is_spot=true", availabilityList, call),
      ]);
      return { types, places: { locations, onDemand, spot } };
    },
  };
}

interface Call {
  readonly accessToken: string;
  readonly signal: AbortSignal | undefined;
}
