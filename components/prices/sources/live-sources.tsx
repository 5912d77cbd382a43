import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import type { SourceView } from "@/lib/prices/types";
import { ProviderState } from "../matrix/provider-state";
import { PriceAge } from "../price-age";

export interface LiveSourcesProps {
  readonly sources: readonly SourceView[];
}

/** Each provider we ask for prices: how it is doing, how we ask, how well we know its answers. */
export function LiveSources({ sources }: LiveSourcesProps) {
  const t = useTranslations("sources.live");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <HeadCell>{t("provider")}</HeadCell>
          <HeadCell>{t("state")}</HeadCell>
          <HeadCell>{t("lastSuccess")}</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            {t("rows")}
          </HeadCell>
          <HeadCell className="max-md:hidden">{t("method")}</HeadCell>
          <HeadCell className="max-lg:hidden">{t("evidence")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.providerId} source={source} />
        ))}
      </tbody>
    </Table>
  );
}

function SourceRow({ source }: { readonly source: SourceView }) {
  const t = useTranslations("sources.live");
  const minutes = Math.round(source.refreshEveryMs / 60_000);
  return (
    <Row className="align-top">
      <Cell className="py-2.5">
        <a
          href={source.sourceUrl}
          rel="noreferrer"
          className="inline-block py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:text-accent"
        >
          {source.providerName}
        </a>
        <p className="text-xs text-faint">
          {t("licence")}: {source.licence ?? t("noLicence")}
        </p>
        <p className="text-xs text-faint md:hidden">
          {t(`access.${source.access}`)} · {t("every", { minutes })}
        </p>
        <div className="text-xs text-faint sm:hidden">
          {t("rows")}: {source.rowCount}
          <Doubts source={source} />
        </div>
        <Unverified suffix={source.unverified} />
      </Cell>
      <Cell className="py-2.5">
        <ProviderState state={source.state} />
        {source.failure && (
          <div className="max-w-72 text-xs text-muted">{t(`failures.${source.failure}`)}</div>
        )}
      </Cell>
      <Cell className="py-2.5">
        <LastSuccess source={source} />
      </Cell>
      <Cell numeric className="py-2.5 max-sm:hidden">
        {source.rowCount}
        <Doubts source={source} />
      </Cell>
      <Cell className="py-2.5 text-muted max-md:hidden">
        {t(`access.${source.access}`)}
        {source.observedOn === null && (
          <div className="text-xs text-faint">{t("every", { minutes })}</div>
        )}
      </Cell>
      <Cell className="max-w-80 py-2.5 text-muted max-lg:hidden">
        {t(`evidenceKinds.${source.evidence}`)}
      </Cell>
    </Row>
  );
}

/** When a source last answered; of a dated table, its day. */
function LastSuccess({ source }: { readonly source: SourceView }) {
  const t = useTranslations("sources.live");
  if (source.observedOn) {
    return <PriceAge price={{ kind: "reference", observedOn: source.observedOn }} />;
  }
  if (!source.lastSuccessAt) return <span className="text-faint">{t("notYet")}</span>;
  return <Age at={source.lastSuccessAt} stale={source.state === "stale"} ago />;
}

/** What of the list could not be read, is not believed or not understood. */
function Doubts({ source }: { readonly source: SourceView }) {
  const t = useTranslations("sources.live");
  const { skippedCount, heldCount, unknownCount } = source;
  const lines = [
    skippedCount > 0 && t("skipped", { count: skippedCount }),
    heldCount > 0 && t("held", { count: heldCount }),
    unknownCount > 0 && t("unknown", { count: unknownCount }),
  ];
  return lines.map(
    (line) =>
      line && (
        <div key={line} className="font-sans text-xs text-faint">
          {line}
        </div>
      ),
  );
}

/** What nobody could verify about a source, where its adapter says so. */
function Unverified({ suffix }: { readonly suffix: string | null }) {
  const t = useTranslations("sources");
  const key = `unverified.${suffix}`;
  if (suffix === null || !t.has(key)) return null;
  return <p className="mt-1 max-w-72 text-xs text-warn">{t(key)}</p>;
}
