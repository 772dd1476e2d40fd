import { defineConfig, type Plugin } from "vite";

/**
 * Leaves out the fonts that GraphiQL carries: 300 kB of Latin letters, while most of what is shown is Chinese. The
 * fonts of the system have both.
 */
const withoutFonts: Plugin = {
  name: "without-fonts",
  enforce: "pre",
  transform: (code, id) => (id.endsWith(".css") ? code.replaceAll(/@font-face\s*\{[^}]*\}/g, "") : null),
};

export default defineConfig({
  base: "/web/",
  plugins: [withoutFonts],
  build: {
    // Names without hashes: a rebuild changes the lines of files and not their names, and the server says by ETag whether
    // a browser has the newest.
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // kB; one page of one server, mostly on the same machine
    rolldownOptions: {
      input: { graphiql: "graphiql.html" },
      // "use client" speaks to servers that render React; there is none.
      onLog: (level, log, report) => log.code !== "MODULE_LEVEL_DIRECTIVE" && report(level, log),
      output: {
        codeSplitting: false,
        entryFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
