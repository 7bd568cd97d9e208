import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

// The letters of the page, as their makers publish them (SIL Open Font License 1.1).
const fonts: Plugin = {
  name: "fonts",
  generateBundle() {
    for (const [name, number] of [["sans", 3], ["serif", 4]] as const) {
      const family = `source-${name}-${number}`;
      const from = `node_modules/@fontsource-variable/${family}`;
      const source = readFileSync(`${from}/files/${family}-latin-wght-normal.woff2`);
      this.emitFile({ type: "asset", fileName: `source-${name}.woff2`, source });
    }
  },
};

// One entry, one chunk for each island that a page asks for; names without digests, for the server adds them.
export default defineConfig({
  plugins: [svelte({ emitCss: false }), fonts],
  build: {
    outDir: "../src/detente/show/web/static/built",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rollupOptions: {
      input: "src/page.ts",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
