import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { InviteList } from "@/components/team/invite-list";
import { MemberList } from "@/components/team/member-list";
import type { MemberView } from "@/lib/teams/schema";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const act = async () => ({ ok: true, data: null }) as const;
const acts = { resend: act, revoke: act, changeRole: act, remove: act };

const member = (more: Partial<MemberView>): MemberView => ({
  id: "mem_1",
  name: null,
  email: "ada@example.com",
  role: "member",
  isOwner: false,
  isYou: false,
  lacksSeat: false,
  since: "2026-11-20T10:00:00.000Z",
  ...more,
});
const owner = member({
  id: "mem_0",
  email: "own@example.com",
  role: "owner",
  isOwner: true,
  isYou: true,
});

function page(part: React.ReactNode, locale: "en" | "zh" = "en"): string {
  const client = new QueryClient();
  return renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={locale === "en" ? en : zh}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <QueryClientProvider client={client}>{part}</QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

const list = (
  members: readonly MemberView[],
  more: { mayManage?: boolean; isLocked?: boolean } = {},
) => <MemberList members={members} mayManage isLocked={false} acts={acts} {...more} />;

describe("the list of members", () => {
  it("lets who manages change a role or remove somebody, but never the owner or themselves", () => {
    const html = page(list([owner, member({ name: "Ada" })]));
    expect(html).toContain('aria-label="Role of Ada"');
    expect(html).toContain('aria-label="Remove Ada"');
    expect(html).not.toContain("Remove own@example.com");
    expect(html.match(/<select/g)).toHaveLength(1);
  });

  it("still lets people be removed in a tier without roles, and lets a member only look", () => {
    const locked = page(list([owner, member({})], { isLocked: true }));
    expect(locked).not.toContain("<select");
    expect(locked).toContain("Remove ada@example.com");
    const looking = page(list([owner, member({})], { mayManage: false }));
    expect(looking).not.toMatch(/<select|Remove ada/);
  });

  it("says in both languages who has no seat", () => {
    expect(page(list([owner, member({ lacksSeat: true })]))).toContain("no seat");
    expect(page(list([owner, member({ lacksSeat: true })]), "zh")).toContain("无席位");
  });
});

describe("the list of invitations", () => {
  const invite = {
    id: "inv_1",
    email: "eve@example.com",
    role: "viewer",
    expiresAt: "2026-12-01T10:00:00.000Z",
    isExpired: false,
  } as const;
  const invites = [invite, { ...invite, id: "inv_2", email: "bob@example.com", isExpired: true }];

  it("says until when each holds, and lets it be sent again or withdrawn", () => {
    const html = page(<InviteList invites={invites} mayResend acts={acts} />);
    expect(html).toContain("Invited, until 1 Dec 2026 10:00 UTC");
    expect(html).toContain("Ran out at 1 Dec 2026 10:00 UTC");
    expect(html).toContain("Send the invitation to eve@example.com again");
    expect(html).toContain("Withdraw the invitation to bob@example.com");
  });

  it("lets them only be withdrawn after a downgrade", () => {
    const html = page(<InviteList invites={invites} mayResend={false} acts={acts} />, "zh");
    expect(html).toContain("撤回");
    expect(html).not.toContain("重新发送");
  });
});
