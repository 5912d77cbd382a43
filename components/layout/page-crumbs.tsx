import { useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { SiteLink } from "./site-link";

export interface PageCrumbsProps {
  /** Pages between the front page and this one. */
  readonly trail: readonly { readonly href: string; readonly name: string }[];
  readonly here: string;
}

/** Where a public page stands, from the front page down. */
export function PageCrumbs({ trail, here }: PageCrumbsProps) {
  const t = useTranslations("layout");
  const links = [{ href: "/", name: t("product") }, ...trail].map(({ href, name }) => ({
    key: href,
    node: <SiteLink href={href}>{name}</SiteLink>,
  }));
  return (
    <Breadcrumb
      label={t("breadcrumb")}
      items={[...links, { key: "here", node: <span>{here}</span> }]}
    />
  );
}
