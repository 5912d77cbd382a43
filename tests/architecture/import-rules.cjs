/**
 * Who may import whom, as path rules: app and workers -> lib domains -> providers, events, jobs ->
 * base files of lib. Each rule's comment says what it keeps true.
 */
const clientSafe = [
  "^lib/(format|gpus|i18n)/",
  "^lib/.+/(schema|states|types|meta|tiers|plans)\\.ts$",
  "^lib/(money|ids)\\.ts$",
  "^lib/providers/(contract|disk-rate)\\.ts$",
  "^lib/prices/read-sentence\\.ts$",
  "^lib/auth/permissions\\.ts$",
  "^lib/beginning/(misfits|http-check)\\.ts$",
  "^lib/templates/starters\\.ts$",
  "^lib/incidents/(line|title)-text\\.ts$",
].join("|");
const routeFiles =
  "/(page|layout|template|default|loading|error|not-found|global-error|opengraph-image|twitter-image|icon)\\.tsx$";
const baseFiles = "^lib/[^/]+\\.ts$";
const product = "^(app|components|lib|workers|i18n)/";

function rule(name, comment, from, to) {
  return { name, comment, severity: "error", from, to };
}

/** An outside library that only its home may load; its types may be named anywhere. */
function home(library, packages, where) {
  return rule(
    `${library}-has-one-home`,
    "one place to fake, upgrade or replace it",
    { path: product, pathNot: where },
    { path: `node_modules/(${packages})/`, dependencyTypesNot: ["type-only"] },
  );
}

module.exports = {
  forbidden: [
    rule("no-cycles", "files can be read in an order", {}, { circular: true }),
    {
      ...rule("no-domain-cycles", "domains have an order", { path: "^lib" }, { circular: true }),
      scope: "folder",
    },
    rule(
      "base-is-the-floor",
      "base files know no domain",
      { path: baseFiles },
      {
        path: "^(app|components|workers|sandbox|scripts)/|^lib/[^/]+/",
        pathNot: "^lib/generated/",
      },
    ),
    rule(
      "lib-knows-no-pixels",
      "the worker runs the same code",
      { path: "^lib/" },
      { path: "^(app|components)/" },
    ),
    rule(
      "lib-runs-without-next",
      "only what serves a browser session may use the framework",
      { path: "^lib/", pathNot: "^lib/(actions|auth)/" },
      { path: "node_modules/(next|next-auth|react|react-dom|server-only)/" },
    ),
    rule(
      "workers-know-no-session",
      "no cookies there",
      { path: "^workers/" },
      { path: "^(app|components)/|^lib/actions/|^lib/auth/session" },
    ),
    rule(
      "workers-are-woken-by-jobs",
      "talk through lib/jobs",
      { pathNot: "^(workers|tests)/" },
      { path: "^workers/" },
    ),
    rule(
      "tests-are-leaves",
      "nothing depends on a test",
      { pathNot: "^tests/" },
      { path: "^tests/" },
    ),
    rule(
      "product-knows-no-sandbox",
      "the outside world is known by its address only",
      { path: `${product}|^scripts/` },
      { path: "^sandbox/" },
    ),
    rule(
      "sandbox-shares-no-code",
      "a twin that shares an adapter's code would share its mistakes",
      { path: "^sandbox/" },
      { path: `${product}|^(scripts|prisma)/` },
    ),
    rule(
      "product-knows-no-scripts",
      "it runs however it was started",
      { path: product },
      { path: "^scripts/" },
    ),
    rule(
      "components-take-props",
      "actions come in as props",
      { path: "^components/" },
      { path: "^app/" },
    ),
    rule(
      "components-are-browser-safe",
      "what a browser may load is told by its file name",
      { path: "^components/" },
      { path: "^lib/", pathNot: clientSafe },
    ),
    rule(
      "components-never-reach-the-server",
      "not even through others",
      { path: "^components/" },
      { path: "^lib/(db|env|secret-box)\\.ts$|^lib/jobs/", reachable: true },
    ),
    rule(
      "route-widgets-are-browser-safe",
      "a .tsx beside a page is a component too",
      { path: "^app/.+\\.tsx$", pathNot: routeFiles },
      { path: "^lib/", pathNot: clientSafe },
    ),
    rule(
      "pages-only-read",
      "actions and routes write",
      { path: `^app/.+${routeFiles}` },
      {
        path: "^lib/",
        pathNot: `${clientSafe}|/queries\\.ts$|^lib/auth/session|^lib/(env|clock)\\.ts$`,
      },
    ),
    rule(
      "app-uses-queries-and-verbs",
      "no rows, queues or sealed secrets in a route",
      { path: "^app/" },
      { path: "^lib/(db|secret-box)\\.ts$|^lib/jobs/backend" },
    ),
    rule(
      "adapters-behind-the-registry",
      "a provider is one folder, one line",
      { path: product, pathNot: "^lib/providers/" },
      { path: "^lib/providers/[^/]+/" },
    ),
    rule(
      "adapters-know-no-sibling",
      "each can be taken out alone",
      { path: "^lib/providers/([^/]+)/" },
      { path: "^lib/providers/([^/]+)/", pathNot: "^lib/providers/$1/" },
    ),
    rule(
      "adapters-are-pure-clients",
      "key in, data out",
      { path: "^lib/providers/" },
      { path: "^lib/(?!providers/|gpus/|format/)[^/]+/|^lib/(db|secret-box)\\.ts$" },
    ),
    rule(
      "jobs-and-events-stay-low",
      "payloads carry ids, never objects",
      { path: "^lib/(jobs|events)/" },
      { path: "^lib/(?!jobs/|events/|format/|generated/)[^/]+/" },
    ),
    rule(
      "domains-do-not-notify",
      "they record events; who hears is not their business",
      // The catalogue lists the verbs of every domain.
      { path: "^lib/", pathNot: "^lib/(notifications|catalog)/" },
      { path: "^lib/notifications/" },
    ),
    home("prisma", "@prisma/client|@prisma/adapter-pg", "^lib/(db\\.ts|generated/)"),
    home("bullmq", "bullmq", "^(lib/jobs|workers)/"),
    home("ioredis", "ioredis", "^(lib/jobs|workers)/"),
    home("stripe", "stripe", "^lib/(billing|payments|subscriptions)/"),
    home("telegraf", "telegraf", "^lib/notifications/(channels|telegram-bot)/"),
    home("nodemailer", "nodemailer", "^lib/notifications/channels/"),
  ],
  options: {
    doNotFollow: { path: "node_modules|^lib/generated/" },
    // The TypeScript 7 compiler has no interface this tool could use.
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
