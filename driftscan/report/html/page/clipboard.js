// Copying a finding as Markdown, for an issue. All text that is not driftscan's own stands in a code
// span, where mentions, markup and references are plain characters; the same as in markdown_code.py.

/** Code, fenced by more backticks than it holds. */
function markdownCode(text) {
  const shown = shortened(text, 300);
  const longest = Math.max(0, ...(shown.match(/`+/g) || []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function markdownPlace(path, line) {
  const text = markdownCode(line ? `${path}:${line}` : path);
  const href = forgeLink(path, line);
  return href ? `[${text}](${href.replace(/[()]/g, encodeURIComponent)})` : text;
}

/** A button that copies what a function writes. */
function copyButton(write, name) {
  const button = el("button", { type: "button", class: "quiet", "aria-label": `Copy as Markdown: ${name}` }, "Copy as Markdown");
  button.addEventListener("click", async () => {
    const text = write();
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      byHand(button, text);
    }
    announce("Copied as Markdown");
    setTimeout(() => (button.textContent = "Copy as Markdown"), 2000);
  });
  return button;
}

/** Where a browser lets no page copy: the text, ready to be copied by hand. */
function byHand(button, text) {
  const field = el("textarea", { rows: 8, readonly: true, "aria-label": "Markdown to copy" });
  field.value = text;
  button.after(field);
  field.select();
  field.addEventListener("blur", () => field.remove());
}
