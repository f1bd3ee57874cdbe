// What views there are, in the order of their value; then the page begins.

view("summary", "Summary", showSummary);
view("findings", "Findings", showFindings, audit.findings.length + audit.cycles.length + audit.unmet.length + audit.together_files.length > 0);
view("map", "Map", showMap, hasCode || hasServices);
view("matrix", "Matrix", showMatrix, edges.length > 0);
view("hotspots", "Hotspots", showHotspots, costly.length > 0);
view("data", "Data", showData, hasData);
view("twice", "Same thing twice", showTwice, hasTwice);
view("trend", "Trend", showTrend, trends.length + withoutTrend.length > 0);
view("owners", "Owners", showOwners, hasOwners);

document.getElementById("header").append(...header());
route();
window.addEventListener("hashchange", () => {
  const title = route();
  window.scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
  announce(title);
});
document.documentElement.dataset.ready = "yes";
