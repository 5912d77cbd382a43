"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { TeamDetails } from "@/lib/admin/schema";
import { formatDay } from "@/lib/format/dates";
import { formatMinor } from "@/lib/format/minor";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";

function useReadersLocale(): Locale {
  const wanted = useLocale();
  return isLocale(wanted) ? wanted : defaultLocale;
}

/** All subscriptions a team ever had, in the payment service's own words. */
export function TeamSubscriptions({ subscriptions }: Pick<TeamDetails, "subscriptions">) {
  const t = useTranslations("admin.team");
  const tiers = useTranslations("tiers.names");
  const locale = useReadersLocale();
  const day = (at: string | null) => (at === null ? "–" : formatDay(at, locale));
  return (
    <Table caption={t("subscriptions")}>
      <thead>
        <tr>
          <HeadCell>{t("id")}</HeadCell>
          <HeadCell>{t("status")}</HeadCell>
          <HeadCell>{t("tier")}</HeadCell>
          <HeadCell numeric>{t("seats")}</HeadCell>
          <HeadCell>{t("started")}</HeadCell>
          <HeadCell>{t("periodEnds")}</HeadCell>
          <HeadCell>{t("ends")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {subscriptions.map((one) => (
          <Row key={one.id}>
            <Cell className="font-mono text-sm">{one.id}</Cell>
            <Cell className="whitespace-nowrap">
              {one.status} {one.awaitsPayment && <Badge tone="warn">{t("awaitsPayment")}</Badge>}
            </Cell>
            <Cell className="whitespace-nowrap">
              {tiers(one.tier)} · {one.interval === "year" ? t("yearly") : t("monthly")}
            </Cell>
            <Cell numeric>{one.seats}</Cell>
            <Cell className="whitespace-nowrap">{day(one.startedAt)}</Cell>
            <Cell className="whitespace-nowrap">{day(one.periodEndsAt)}</Cell>
            <Cell className="whitespace-nowrap">{day(one.endedAt ?? one.cancelAt)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** The newest invoices of a team, each in its own currency. */
export function TeamInvoices({ invoices }: Pick<TeamDetails, "invoices">) {
  const t = useTranslations("admin.team");
  const locale = useReadersLocale();
  return (
    <Table caption={t("invoices")}>
      <thead>
        <tr>
          <HeadCell>{t("number")}</HeadCell>
          <HeadCell>{t("written")}</HeadCell>
          <HeadCell>{t("status")}</HeadCell>
          <HeadCell numeric>{t("due")}</HeadCell>
          <HeadCell numeric>{t("paid")}</HeadCell>
          <HeadCell numeric>{t("refunded")}</HeadCell>
          <HeadCell numeric>{t("tries")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {invoices.map((one) => (
          <Row key={one.id}>
            <Cell className="whitespace-nowrap font-mono text-sm">{one.number ?? one.id}</Cell>
            <Cell className="whitespace-nowrap">{formatDay(one.createdAt, locale)}</Cell>
            <Cell>{one.status}</Cell>
            <Cell numeric>{formatMinor(one.due, locale)}</Cell>
            <Cell numeric>{formatMinor(one.paid, locale)}</Cell>
            <Cell numeric>{formatMinor(one.refunded, locale)}</Cell>
            <Cell numeric>{one.attempts}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** Who is in a team. */
export function TeamMembers({ members }: Pick<TeamDetails, "members">) {
  const t = useTranslations("admin.team");
  const locale = useReadersLocale();
  return (
    <Table caption={t("members")}>
      <thead>
        <tr>
          <HeadCell>{t("email")}</HeadCell>
          <HeadCell>{t("name")}</HeadCell>
          <HeadCell>{t("role")}</HeadCell>
          <HeadCell>{t("since")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {members.map((one) => (
          <Row key={one.email}>
            <Cell>
              {one.email} {!one.isVerified && <Badge tone="warn">{t("unverified")}</Badge>}{" "}
              {one.isDisabled && <Badge tone="bad">{t("disabled")}</Badge>}
            </Cell>
            <Cell>{one.name ?? "–"}</Cell>
            <Cell>{one.role}</Cell>
            <Cell className="whitespace-nowrap">{formatDay(one.since, locale)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
