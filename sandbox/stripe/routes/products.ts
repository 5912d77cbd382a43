import { z } from "zod";
import { saveProduct } from "../saving";
import { viewProduct } from "../views/catalog";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import {
  clearable,
  flag,
  mergeMetadata,
  metadata,
  paging,
  period,
  text,
  within,
} from "../wire/params";
import { invalid, noSuch } from "../wire/problem";

const fields = {
  active: flag.optional(),
  description: clearable(text).optional(),
  metadata: metadata.optional(),
  tax_code: clearable(text).optional(),
};
const createSchema = z.strictObject({ ...fields, id: text.optional(), name: text });
const updateSchema = z.strictObject({
  ...fields,
  name: text.optional(),
  default_price: text.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  active: flag.optional(),
  created: period.optional(),
  ids: z.array(text).optional(),
});

/** What is sold: create, read, change, list. */
export function productRoutes(): ApiRoute[] {
  return [
    route("POST", "/products", createSchema, create),
    route("GET", "/products", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/products",
        desk.products
          .of(account)
          .filter((one) => params.active === undefined || one.active === params.active)
          .filter((one) => !params.ids || params.ids.includes(one.id))
          .filter((one) => within(params.created, one.created)),
        params,
        viewProduct,
      ),
    ),
    route("GET", "/products/:id", z.strictObject({}), (call) => viewProduct(find(call))),
    route("POST", "/products/:id", updateSchema, update),
  ];
}

function create({ desk, account, params }: ApiCall<z.infer<typeof createSchema>>) {
  const id = params.id ?? desk.mint(account, "prod");
  if (desk.products.any(id)) {
    throw invalid("Product already exists.", "id", "resource_already_exists");
  }
  const now = desk.now();
  const product = desk.products.put({
    id,
    account,
    created: now,
    updated: now,
    active: params.active ?? true,
    name: params.name,
    description: params.description ?? null,
    default_price: null,
    metadata: mergeMetadata({}, params.metadata),
    tax_code: params.tax_code ?? null,
  });
  emit(desk, account, "product.created", viewProduct(product));
  return viewProduct(product);
}

function update(call: ApiCall<z.infer<typeof updateSchema>>) {
  const { desk, params } = call;
  const product = find(call);
  const { metadata: changed, ...rest } = params;
  const saved = saveProduct(desk, product.id, {
    ...rest,
    metadata: mergeMetadata(product.metadata, changed),
    updated: desk.now(),
  });
  return viewProduct(saved);
}

function find({ desk, account, id }: ApiCall<unknown>) {
  const product = desk.products.find(account, id);
  if (!product) throw noSuch("product", id);
  return product;
}
