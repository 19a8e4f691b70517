// Bundles the page's script and copies its fonts: `npm run build`.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const require = createRequire(import.meta.url);

await build({
  entryPoints: [join(here, "main.ts")],
  outfile: join(out, "bundle.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});

// Literata keeps its optical sizes upright only: the italic stands in few places.
const faces = [
  ["literata", "opsz.css"],
  ["literata", "wght-italic.css"],
  ["source-sans-3", "wght.css"],
  ["source-sans-3", "wght-italic.css"],
];

const fonts = join(out, "fonts");
rmSync(fonts, { recursive: true, force: true });
mkdirSync(fonts, { recursive: true });
let sheet = "";
for (const [family, css] of faces) {
  const folder = dirname(require.resolve(`@fontsource-variable/${family}/package.json`));
  copyFileSync(join(folder, "LICENSE"), join(fonts, `${family}-LICENSE`));
  sheet += readFileSync(join(folder, css), "utf8").replaceAll(
    /url\(\.\/files\/([\w-]+\.woff2)\) format\('woff2-variations'\)/g,
    (_, file) => {
      copyFileSync(join(folder, "files", file), join(fonts, file));
      return `url("${file}") format("woff2")`;
    },
  );
}
writeFileSync(join(fonts, "fonts.css"), sheet);
