import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { RoleProvider } from "@/components/console/use-may";
import { LaunchPage } from "@/components/deployments/launch-page";
import { KeysPage } from "@/components/keys/keys-page";
import { SshKeysPage } from "@/components/ssh-keys/ssh-keys-page";
import { StarterList } from "@/components/templates/starter-list";
import { TemplatesPage } from "@/components/templates/templates-page";
import type { Role } from "@/lib/auth/permissions";
import en from "@/messages/en.json";

const refused = {
  ok: false,
  error: { code: "forbidden", reason: "forbidden", message: "" },
} as const;
const act = async () => refused;

const pages = {
  keys: (
    <KeysPage
      addKey={act}
      renameKey={act}
      rotateKey={act}
      removeKey={act}
      chooseKept={act}
      initialProviderId={null}
      readyKeys={[]}
    />
  ),
  sshKeys: <SshKeysPage add={act} remove={act} />,
  templates: <TemplatesPage acts={{ create: act, edit: act, duplicate: act, remove: act }} />,
  launch: (
    <LaunchPage
      offerId={null}
      templateId={null}
      seenPrice={null}
      sold={[]}
      launchBest={act}
      launch={act}
      addKey={act}
      readyKeys={[]}
    />
  ),
} as const;

function seenBy(role: Role, page: ReactNode): string {
  return renderToString(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <RoleProvider role={role}>{page}</RoleProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

it.each([
  ["viewer", "keys"],
  ["member", "keys"],
  ["viewer", "sshKeys"],
  ["viewer", "templates"],
  ["viewer", "launch"],
] as const)(
  "a %s finds a sentence on the page %s and no form that would be refused",
  (role, name) => {
    const html = seenBy(role, pages[name]);
    expect(html).toContain(en[name].lookingOnly);
    expect(html).not.toMatch(/<form|<textarea|<input|type="submit"/);
    expect(html).not.toContain("?template=");
  },
);

it.each([
  ["admin", "keys"],
  ["member", "sshKeys"],
] as const)("an %s finds the form on the page %s", (role, name) => {
  const html = seenBy(role, pages[name]);
  expect(html).not.toContain(en[name].lookingOnly);
  expect(html).toContain("<form");
});

it("starters can be looked at and launched only by whoever may", () => {
  expect(seenBy("member", <StarterList looksOnly={false} />)).toContain("?template=starter-vllm");
  expect(seenBy("viewer", <StarterList looksOnly />)).not.toContain("?template=");
});
