import { z } from "zod";

/** What a provider says about who signed in; `verifiedEmail` only where it vouches for it. */
export const oauthProfile = z.object({
  id: z.string(),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
  verifiedEmail: z.string().nullable(),
});
export type OauthProfile = z.output<typeof oauthProfile>;

const githubUser = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullish(),
});
const githubEmails = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);
const googleUser = z.object({
  sub: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
});

/** Reads GitHub's `/user` and `/user/emails`: the primary address, if it is a verified one. */
export function readGithubProfile(user: unknown, emails: unknown): OauthProfile {
  const { id, login, name } = githubUser.parse(user);
  const primary = githubEmails.parse(emails).find((one) => one.primary && one.verified);
  return { id: String(id), name: name || login, verifiedEmail: primary?.email ?? null };
}

/** Reads Google's ID token claims. */
export function readGoogleProfile(claims: unknown): OauthProfile {
  const { sub, name, email, email_verified } = googleUser.parse(claims);
  return { id: sub, name: name || null, verifiedEmail: email_verified && email ? email : null };
}
