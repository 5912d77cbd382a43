import type { SpokenLife } from "./spoken";

const cloudrift: SpokenLife["life"] = async (call) => {
  const version = "2025-05-29";
  const list = (selector: unknown) =>
    call("POST", "/instance-types/list", { version, data: { selector } });
  await list("All");
  await list({ ByServiceAndLocation: { services: ["vm"] } });
  await list({ ByName: ["rtx49-10c-nr.1"] });
  await call("POST", "/providers/list", { version, data: { selector: "All" } });
  await call("POST", "/auth/me");
  await call("POST", "/auth/me", { version });
  await call("POST", "/auth/me", undefined, "wrong");
  await call("POST", "/account/info");
};

export const spoken: SpokenLife = {
  document: { file: "cloudrift.json", closed: "deep", prefix: "/api/v1" },
  life: cloudrift,
  deviations: [
    {
      pattern: /^POST \/api\/v1\/auth\/me 200: request has a body the document does not know$/,
      reason: "the fact sheet sends the version to auth/me; the document names no body for it",
    },
  ],
};
