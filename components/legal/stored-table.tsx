import { useTranslations } from "next-intl";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";

/** What the database holds about people, a row for each group of its tables. */
export const storedRows = [
  "account",
  "session",
  "factors",
  "links",
  "team",
  "keys",
  "machines",
  "templates",
  "alerts",
  "billing",
  "trial",
  "audit",
  "answers",
  "tellings",
  "limits",
  "waiting",
  "visits",
] as const;

/** What is stored about people, and why. */
export function StoredTable({ sessionDays }: { readonly sessionDays: number }) {
  const t = useTranslations("legal.privacy");
  return (
    <Table caption={t("storedTitle")}>
      <thead>
        <tr>
          <HeadCell>{t("what")}</HeadCell>
          <HeadCell>{t("facts")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {storedRows.map((id) => (
          <Row key={id} className="align-top">
            <th scope="row" className="px-4 py-2 text-left font-medium sm:w-56">
              {t(`rows.${id}.title`)}
            </th>
            <Cell className="py-2">
              <p className="max-w-prose text-pretty">{t(`rows.${id}.text`, { sessionDays })}</p>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
