"use client";

import { useTranslations } from "next-intl";
import { useReaderLocale } from "@/components/console/use-reader-locale";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant, useInstants } from "@/components/ui/instant";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { InvoiceView, SubscriptionView } from "@/lib/billing/types";
import { formatMinor } from "@/lib/format/minor";
import { billStatus } from "./bill-status";
import { PortalButton } from "./portal-button";
import type { SubscriptionActs } from "./subscription-acts";

export interface BillsCardProps {
  readonly view: SubscriptionView;
  readonly acts: Pick<SubscriptionActs, "portal">;
}

/** How the team pays, and what it was billed. */
export function BillsCard({ view, acts }: BillsCardProps) {
  const t = useTranslations("subscription.bills");
  const { invoices, hasPortal } = view;
  if (!hasPortal && invoices.length === 0) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={<Method view={view} />}
        actions={
          hasPortal && (
            <PortalButton portal={acts.portal} flow={null}>
              {t("portal")}
            </PortalButton>
          )
        }
      />
      {invoices.length === 0 ? (
        <CardBody className="text-muted">{t("none")}</CardBody>
      ) : (
        <Table caption={t("title")}>
          <thead>
            <tr>
              <HeadCell>{t("date")}</HeadCell>
              <HeadCell>{t("number")}</HeadCell>
              <HeadCell numeric>{t("amount")}</HeadCell>
              <HeadCell>{t("state")}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t("open")}</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {invoices.map((invoice) => (
              <Bill key={invoice.id} invoice={invoice} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function Method({ view: { method } }: Pick<BillsCardProps, "view">) {
  const t = useTranslations("subscription.bills");
  if (!method) return t("noMethod");
  const { kind, brand, lastFour, expires } = method;
  return t("method", {
    name: brand ?? kind,
    lastFour: lastFour ?? "none",
    expires: expires ?? "none",
  });
}

function Bill({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useTranslations("subscription.bills");
  const locale = useReaderLocale();
  const { number, at, status, amount, refunded, url, pdfUrl } = invoice;
  const write = useInstants();
  const name = number ?? write(at, "day");
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <Instant at={at} style="day" />
      </Cell>
      <Cell className="figures whitespace-nowrap">{number ?? "–"}</Cell>
      <Cell numeric className="whitespace-nowrap">
        {formatMinor(amount, locale)}
        {refunded && (
          <span className="block text-xs text-muted">
            {t("refunded", { amount: formatMinor(refunded, locale) })}
          </span>
        )}
      </Cell>
      <Cell className="whitespace-nowrap">{t(`states.${billStatus(status)}`)}</Cell>
      <Cell className="whitespace-nowrap text-right">
        {url && <Away href={url} text={t("open")} label={t("openNamed", { name })} />}{" "}
        {pdfUrl && <Away href={pdfUrl} text={t("pdf")} label={t("pdfNamed", { name })} />}
      </Cell>
    </Row>
  );
}

interface AwayProps {
  readonly href: string;
  readonly text: string;
  readonly label: string;
}

function Away({ href, text, label }: AwayProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      className="inline-block px-1.5 py-1 text-accent underline"
    >
      {text}
    </a>
  );
}
