import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { letters } from "./letters.js";

const fonts: Plugin = {
  name: "fonts",
  async generateBundle() {
    for (const [fileName, source] of await letters()) this.emitFile({ type: "asset", fileName, source });
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
