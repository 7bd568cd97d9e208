// The letters of the page, cut from Source Serif and Source Sans to what European names are written with, and to the
// weights that the style uses: with Latin Extended-A they are as small as the first 256 letters alone were.
import { readFileSync } from "node:fs";
import fontverter from "fontverter";
import subsetFont from "subset-font";

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));

// A reader's browser asks for the second part only where a page has one of its letters: those of the states of Europe and
// its neighbours, and long vowels. The style sheet names the same ranges.
const PARTS = {
  latin: range(0x20, 0x7e) + range(0xa0, 0xff) + range(0x2000, 0x206f) + "ıŒœʻʼˆ˚˜€™↑↓−",
  "latin-ext":
    "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİĶķĹĺĻļĽľŁłŃńŅņŇňŊŋŌōŐőŔŕŘřŚśŞşŠšŢţŤťŦŧŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽžƏəǦǧȘșȚț",
};
const FAMILIES = [["sans", 3], ["serif", 4]];
const FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum"];
const WEIGHTS = { min: 400, max: 700, default: 400 };

/** The files of letters, each with its name. */
export async function letters() {
  const made = [];
  for (const [name, number] of FAMILIES)
    for (const [part, text] of Object.entries(PARTS)) {
      const family = `source-${name}-${number}`;
      const whole = readFileSync(`node_modules/@fontsource-variable/${family}/files/${family}-${part}-wght-normal.woff2`);
      const options = { targetFormat: "truetype", keepFeatures: FEATURES, noHinting: true, variationAxes: { wght: WEIGHTS } };
      const cut = await subsetFont(whole, text, options);
      const file = part === "latin" ? `${name}.woff2` : `${name}-ext.woff2`;
      made.push([file, await fontverter.convert(renamed(cut), "woff2")]);
    }
  return made;
}

/** The font under another name: its licence keeps the word “Source” for what its makers publish, and ours is cut.
 *  The copyright, the first of its names, stays. The new word is as long, so nothing in the table moves. */
function renamed(font) {
  const bytes = Buffer.from(font);
  const [old, own] = ["Source", "Letter"].map((word) => Buffer.from(word, "utf16le").swap16());
  const table = tableAt(bytes, "name");
  const words = table + bytes.readUInt16BE(table + 4);
  for (let i = 0; i < bytes.readUInt16BE(table + 2); i++) {
    const row = table + 6 + 12 * i;
    if (bytes.readUInt16BE(row + 6) === 0) continue;
    const from = words + bytes.readUInt16BE(row + 10);
    const name = bytes.subarray(from, from + bytes.readUInt16BE(row + 8));
    for (let at = name.indexOf(old); at >= 0; at = name.indexOf(old, at)) own.copy(name, at);
  }
  return bytes;
}

/** Where a table of a font begins. */
function tableAt(bytes, tag) {
  for (let row = 12; row < 12 + 16 * bytes.readUInt16BE(4); row += 16)
    if (bytes.toString("latin1", row, row + 4) === tag) return bytes.readUInt32BE(row + 8);
  throw new Error(`the font has no table ${tag}`);
}
