import { z } from "zod";
import { moveBalance } from "../billing/balance";
import { viewBalanceChange, viewTaxId } from "../views/customer";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { integer, mergeMetadata, metadata, paging, text } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";

const none = z.strictObject({});
const taxIdSchema = z.strictObject({ type: text, value: text });
const changeSchema = z.strictObject({
  amount: integer,
  currency: text,
  description: text.optional(),
  metadata: metadata.optional(),
});

/** What hangs on a customer: tax ids, and the book of their credit. */
export function customerExtraRoutes(): ApiRoute[] {
  const taxIds = "/customers/:customer/tax_ids";
  const changes = "/customers/:customer/balance_transactions";
  return [
    route("POST", taxIds, taxIdSchema, createTaxId),
    route("GET", taxIds, z.strictObject(paging), (call) => {
      const { id } = customerOf(call);
      const rows = call.desk.taxIds.of(call.account).filter((one) => one.customer === id);
      return page(`/v1/customers/${id}/tax_ids`, rows, call.params, viewTaxId);
    }),
    route("GET", `${taxIds}/:id`, none, (call) => viewTaxId(findTaxId(call))),
    route("DELETE", `${taxIds}/:id`, none, (call) => {
      const taxId = findTaxId(call);
      call.desk.taxIds.remove(taxId.id);
      emit(call.desk, call.account, "customer.tax_id.deleted", viewTaxId(taxId));
      return { id: taxId.id, object: "tax_id", deleted: true };
    }),
    route("POST", changes, changeSchema, changeBalance),
    route("GET", changes, z.strictObject(paging), (call) => {
      const { id } = customerOf(call);
      const rows = call.desk.balanceChanges.of(call.account).filter((one) => one.customer === id);
      const url = `/v1/customers/${id}/balance_transactions`;
      return page(url, rows, call.params, viewBalanceChange);
    }),
  ];
}

function customerOf(call: ApiCall<unknown>) {
  return livingCustomer(call, call.path.customer ?? "", "id");
}

function createTaxId(call: ApiCall<z.infer<typeof taxIdSchema>>) {
  const { desk, account, params } = call;
  const { id: customer } = customerOf(call);
  if (params.type === "eu_vat" && !/^[A-Z]{2}[0-9A-Z]{2,12}$/.test(params.value)) {
    throw invalid("Invalid value for eu_vat.", "value", "tax_id_invalid");
  }
  const id = desk.mint(account, "txi");
  const taxId = desk.taxIds.put({ id, account, created: desk.now(), customer, ...params });
  emit(desk, account, "customer.tax_id.created", viewTaxId(taxId));
  return viewTaxId(taxId);
}

function findTaxId(call: ApiCall<unknown>) {
  const { id: customer } = customerOf(call);
  const taxId = call.desk.taxIds.find(call.account, call.id);
  if (taxId?.customer !== customer) throw noSuch("tax_id", call.id);
  return taxId;
}

/** Below zero it is credit for the customer. */
function changeBalance(call: ApiCall<z.infer<typeof changeSchema>>) {
  const { desk, account, params } = call;
  const customer = customerOf(call);
  if (params.amount === 0) throw invalid("The amount must not be zero.", "amount");
  moveBalance(desk, null, customer, customer.balance + params.amount);
  const [change] = desk.balanceChanges.of(account);
  if (!change) throw invalid("Nothing was changed.");
  return viewBalanceChange(
    desk.balanceChanges.put({
      ...change,
      currency: params.currency,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
    }),
  );
}
