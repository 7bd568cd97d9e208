import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// One entry, one chunk for each island that a page asks for; names without digests, for the server adds them.
export default defineConfig({
  plugins: [svelte({ emitCss: false })],
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
