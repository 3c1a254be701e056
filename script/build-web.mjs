// Bundles every top-level <app>/web/*.js and *.css into $PHANGUT_STATE/web/dist/<app>/, and what goes into files that
// people take along (<app>/web/inline/) as single pieces that load nothing, into .../<app>/inline/.
// Run by script/bootstrap, which sets PHANGUT_STATE and installs the packages there.
import { existsSync, readdirSync, renameSync, rmSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const APPS = ["geo", "facilities", "incidents", "inspections", "tiles"];
const repo = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const web = path.join(process.env.PHANGUT_STATE ?? path.join(repo, ".state"), "web");
const { build } = createRequire(path.join(web, "package.json"))("esbuild");

function entryPoints(app, below = "") {
  const dir = path.join(repo, app, "web", below);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ in: path.join(dir, name), out: path.posix.join(app, below, path.parse(name).name) }));
}

// Built beside the old output and swapped in, so that a failed build leaves the last good one in place.
async function main() {
  const fresh = path.join(web, "dist.new");
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const points = APPS.flatMap((app) => entryPoints(app));
  const alone = APPS.flatMap((app) => entryPoints(app, "inline"));
  if (points.length > 0) await build(options(points, fresh));
  if (alone.length > 0) await build({ ...options(alone, fresh), format: "iife", splitting: false, sourcemap: false });
  rmSync(path.join(web, "dist"), { recursive: true, force: true });
  renameSync(fresh, path.join(web, "dist"));
  console.log(`${points.length + alone.length} bundles`);
}

// No publicPath: then a stylesheet's urls are relative to itself, and static files may be served from anywhere.
function options(points, outdir) {
  return {
    entryPoints: points,
    outdir,
    bundle: true,
    format: "esm",
    splitting: true, // what a page asks for only when it is used comes as a file of its own
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    sourcemap: "linked",
    target: "es2022",
    charset: "utf8",
    assetNames: "assets/[name]-[hash]",
    loader: { ".woff2": "file", ".woff": "file", ".png": "file", ".svg": "file" },
    nodePaths: [path.join(web, "node_modules")],
    logLevel: "warning",
  };
}

main().catch((error) => {
  if (!error.errors) console.error(error);
  process.exit(1);
});
